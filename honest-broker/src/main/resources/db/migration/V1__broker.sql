-- What the honest broker keeps: encrypted tokens, opt-outs, the course of requests. No pair is kept anywhere.

CREATE TABLE token_batch (
    batch_id    uuid PRIMARY KEY,
    partner     text NOT NULL,
    domain      text NOT NULL,
    release     text NOT NULL,
    profile     text NOT NULL,
    epoch       text NOT NULL,
    records     bigint NOT NULL,
    received_at timestamptz NOT NULL
);

-- One row per partner and reference. tokens: 2 bytes, bit i = i-th rule of the profile is present, then one encrypted
-- 16-byte block per present rule.
CREATE TABLE token_record (
    domain        text NOT NULL,
    release       text NOT NULL,
    partner       text NOT NULL,
    reference     text NOT NULL,
    profile       text NOT NULL,
    epoch         text NOT NULL,
    storage_epoch text NOT NULL,
    tokens        bytea NOT NULL,
    PRIMARY KEY (domain, release, partner, reference)
);

-- Kept even when there are no tokens (yet); it counts for the tokens of the partner that sent it only.
CREATE TABLE withdrawal (
    domain      text NOT NULL,
    partner     text NOT NULL,
    reference   text NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (domain, partner, reference)
);

CREATE TABLE match_run (
    request_id  uuid PRIMARY KEY,
    state       text NOT NULL,
    request     text NOT NULL,
    project     text,
    received_at timestamptz NOT NULL,
    ended_at    timestamptz,
    seconds     double precision,
    reason      text,
    outcomes    text
);
CREATE INDEX match_run_waiting ON match_run (received_at) WHERE state = 'RECEIVED';

CREATE TABLE feasibility_run (
    request_id  uuid PRIMARY KEY,
    account     text NOT NULL,
    request     text NOT NULL,
    received_at timestamptz NOT NULL,
    state       text NOT NULL,
    result      text,
    answer_at   timestamptz
);
CREATE INDEX feasibility_run_open ON feasibility_run (received_at) WHERE state <> 'SENT';

-- Every cohort that was answered, as sorted keyed hashes of its subjects and persons (8 bytes each).
CREATE TABLE answered_cohort (
    request_id  uuid PRIMARY KEY,
    account     text NOT NULL,
    answered_at timestamptz NOT NULL,
    subjects    bytea NOT NULL,
    persons     bytea NOT NULL,
    at_least    integer NOT NULL
);
