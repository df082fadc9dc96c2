-- When the partner sent what is held of a reference, by its own clock: what it sent before does not replace it. Of rows from
-- before this column nobody knows, and whatever comes replaces them; a replica of the version before leaves it as it stands.
ALTER TABLE token_record ADD COLUMN sent_at timestamptz NOT NULL DEFAULT '-infinity';
