-- An entry leaves the sealer's list only into the chain: whoever takes it out otherwise would leave an entry that no export
-- has. At commit, for the sealer does both in one statement.
CREATE FUNCTION refuse_unsealed() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_seal WHERE entry_id = OLD.entry_id) THEN
        RAISE EXCEPTION 'entry % is not sealed', OLD.entry_id USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER ledger_unsealed_until_sealed AFTER DELETE ON ledger_unsealed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unsealed();
CREATE TRIGGER ledger_unsealed_kept BEFORE UPDATE OR TRUNCATE ON ledger_unsealed
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
