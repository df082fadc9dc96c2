-- Encodings for fuzzy matching, sealed: here from a partner's batch until the next match of a project whose approval names
-- it, or until they are too old. A match uses, and deletes, the batches that were there when it began.
CREATE TABLE encoding (
    domain        text NOT NULL,
    release       text NOT NULL,
    partner       text NOT NULL,
    reference     text NOT NULL,
    batch_id      uuid NOT NULL,
    epoch         text NOT NULL,
    storage_epoch text NOT NULL,
    sealed        bytea NOT NULL,
    received_at   timestamptz NOT NULL,
    PRIMARY KEY (domain, release, partner, reference)
);
