-- What every service keeps of messages and of its history.

-- Messages that leave. Written in the transaction that caused them; ids of one key are given out under a lock that is
-- held until commit, so that the order of ids is the order of commits.
CREATE TABLE outbox (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id     uuid        NOT NULL UNIQUE,
    channel      text        NOT NULL,
    message_key  text        NOT NULL,
    headers      jsonb       NOT NULL,
    payload      bytea       NOT NULL,
    created_at   timestamptz NOT NULL,
    published_at timestamptz
);
CREATE INDEX outbox_waiting ON outbox (id) WHERE published_at IS NULL;
CREATE INDEX outbox_published ON outbox (published_at) WHERE published_at IS NOT NULL;

-- Messages that were handled. The digest shows a second content under a used id.
CREATE TABLE inbox (
    writer     text        NOT NULL,
    event_id   uuid        NOT NULL,
    digest     text        NOT NULL,
    handled_at timestamptz NOT NULL,
    PRIMARY KEY (writer, event_id)
);
CREATE INDEX inbox_handled ON inbox (handled_at);

-- Messages that are wrong, exactly as they came.
CREATE TABLE quarantine (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel          text        NOT NULL,
    record_partition integer     NOT NULL,
    record_offset    bigint      NOT NULL,
    record_timestamp bigint      NOT NULL,
    message_key      bytea,
    headers          jsonb       NOT NULL,
    payload          bytea,
    reason           text        NOT NULL,
    quarantined_at   timestamptz NOT NULL,
    redriven_at      timestamptz,
    UNIQUE (channel, record_partition, record_offset, record_timestamp)
);

-- Parts of large contents until the message that ends the transfer.
CREATE TABLE transfer_part (
    transfer_id uuid        NOT NULL,
    part_index  integer     NOT NULL,
    channel     text        NOT NULL,
    writer      text        NOT NULL,
    data        text        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (transfer_id, part_index)
);
ALTER TABLE transfer_part ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE INDEX transfer_part_received ON transfer_part (received_at);

-- The history: what happened, then its place in the chain. The sealer alone gives out sequences.
CREATE TABLE ledger_entry (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    happened_at    timestamptz NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('TRANSITION', 'DENIAL', 'CROSSING')),
    action         text        NOT NULL,
    object         text        NOT NULL,
    actor_subject  text,
    actor_realm    text,
    role           text,
    persons_bucket text,
    channel        text,
    direction      text CHECK (direction IN ('IN', 'OUT')),
    event_id       text,
    writer         text,
    digest         text,
    jws            text
);

CREATE TABLE ledger_seal (
    sequence bigint PRIMARY KEY,
    entry_id bigint NOT NULL UNIQUE REFERENCES ledger_entry (id),
    hash     text   NOT NULL
);

CREATE TABLE ledger_head (
    sequence  bigint PRIMARY KEY REFERENCES ledger_seal (sequence),
    hash      text        NOT NULL,
    sealed_at timestamptz NOT NULL,
    jws       text        NOT NULL
);

-- Entries that wait for the sealer.
CREATE TABLE ledger_unsealed (
    entry_id bigint PRIMARY KEY
);

CREATE TABLE counterpart_head (
    domain      text        NOT NULL,
    sequence    bigint      NOT NULL,
    hash        text        NOT NULL,
    sealed_at   timestamptz NOT NULL,
    jws         text        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (domain, sequence)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_head_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER counterpart_head_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON counterpart_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
