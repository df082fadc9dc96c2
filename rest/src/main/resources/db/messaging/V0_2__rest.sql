-- The first answer to a POST that creates, kept under its key, so that the same request never creates twice.
CREATE TABLE idempotency_key (
    account        text        NOT NULL,
    operation      text        NOT NULL,
    key            text        NOT NULL,
    request_digest text        NOT NULL,
    answer         jsonb,
    created_at     timestamptz NOT NULL,
    PRIMARY KEY (account, operation, key)
);
CREATE INDEX idempotency_key_created ON idempotency_key (created_at);
