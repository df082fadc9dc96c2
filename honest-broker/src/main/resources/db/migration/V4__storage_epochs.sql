-- Rotation of the storage keys: what is stored is re-encrypted in place, from whatever epoch to the current one.

-- Another replica may still be at work: its transactions end first.
LOCK TABLE token_record, encoding IN SHARE ROW EXCLUSIVE MODE;

-- The epochs that were current, in that order. Never back: a replica whose key file still names an older one first moves nothing.
CREATE TABLE storage_epoch (
    epoch       text PRIMARY KEY,
    -- null: current nowhere yet, or from before this table
    number      bigint UNIQUE,
    -- Something was stored under it before anybody noted an order, and it is still open which of them remembered cohorts were
    -- hashed with: its key is needed until the hashes have one of their own.
    unordered   boolean NOT NULL DEFAULT false,
    -- follows from the epoch's master key: another key under the same name is noticed before it stores or moves anything,
    -- also of one that is current nowhere yet
    fingerprint bytea,
    -- whether everything older has been moved to it once
    reached     boolean NOT NULL DEFAULT false
);
CREATE SEQUENCE storage_epoch_number;

-- Keys of keyed hashes that must stay comparable over rotations, wrapped by a key of the storage epoch.
CREATE TABLE hash_key (
    purpose       text PRIMARY KEY,
    storage_epoch text NOT NULL,
    wrapped       bytea NOT NULL
);

-- Which epochs there are must not cost a walk through millions of records.
CREATE INDEX token_record_storage_epoch ON token_record (storage_epoch);
CREATE INDEX encoding_storage_epoch ON encoding (storage_epoch);
INSERT INTO storage_epoch (epoch, unordered) SELECT DISTINCT storage_epoch, true FROM token_record;

-- A record that is re-encrypted is no other: it is not counted anew, and what a match has in memory of it still holds.
CREATE OR REPLACE TRIGGER holding_replaced AFTER UPDATE ON token_record REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT WHEN (current_setting('tessera.reencrypting', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION holding_gone();
CREATE OR REPLACE TRIGGER holding_replacing AFTER UPDATE ON token_record REFERENCING NEW TABLE AS come
    FOR EACH STATEMENT WHEN (current_setting('tessera.reencrypting', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION holding_come();
