-- What was let in or dismissed is emptied after a while (Housekeeping). How long it was, and its digest, which the ledger has
-- too, stay; that they are noted says that it is empty.
ALTER TABLE quarantine ADD COLUMN emptied_bytes integer, ADD COLUMN emptied_digest text;
CREATE INDEX quarantine_settled ON quarantine (coalesce(redriven_at, dismissed_at)) WHERE emptied_digest IS NULL;
