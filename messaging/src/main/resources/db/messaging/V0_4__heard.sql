-- Up to where each partition has been heard, moved in the transaction that handles a message: a database that was put back
-- to a backup knows by it what it has forgotten. Below again_until messages come again that were heard before.
CREATE TABLE heard (
    channel          text    NOT NULL,
    record_partition integer NOT NULL,
    next_offset      bigint  NOT NULL,
    again_until      bigint  NOT NULL,
    PRIMARY KEY (channel, record_partition)
);
