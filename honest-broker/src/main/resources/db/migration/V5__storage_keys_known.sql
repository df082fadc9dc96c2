-- The fingerprints also of keys that were current nowhere yet: replicas that differ in one are told before it is used. Their rows
-- have no number and are not unordered.
ALTER TABLE storage_epoch
    -- Something was stored under it before anybody noted an order, and it is still open which of them remembered cohorts were
    -- hashed with: its key is needed until the hashes have one of their own.
    ADD COLUMN unordered boolean NOT NULL DEFAULT false;
UPDATE storage_epoch SET unordered = true WHERE number IS NULL AND NOT EXISTS (SELECT FROM hash_key);
