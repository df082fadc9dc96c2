-- What is held of a release, counted while it changes: to ask for it must not cost a walk through millions of records.
-- changes grows with every change, so that who remembers it knows whether anything is new.

-- Another replica may still be at work: what it stores is counted before, or by the triggers after.
LOCK TABLE withdrawal, token_record IN SHARE ROW EXCLUSIVE MODE;

-- Opt-outs take their tokens away when they come, and tokens that come after them are not stored any more.
DELETE FROM token_record t USING withdrawal w
 WHERE w.domain = t.domain AND w.partner = t.partner AND w.reference = t.reference;

CREATE TABLE holding (
    domain  text NOT NULL,
    release text NOT NULL,
    profile text NOT NULL,
    epoch   text NOT NULL,
    records bigint NOT NULL,
    changes bigint NOT NULL,
    PRIMARY KEY (domain, release, profile, epoch)
);
INSERT INTO holding
SELECT domain, release, profile, epoch, count(*), 1 FROM token_record GROUP BY domain, release, profile, epoch;

CREATE FUNCTION holding_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE holding h SET records = h.records - g.records, changes = h.changes + 1
      FROM (SELECT domain, release, profile, epoch, count(*) AS records FROM gone
             GROUP BY domain, release, profile, epoch) g
     WHERE (h.domain, h.release, h.profile, h.epoch) = (g.domain, g.release, g.profile, g.epoch);
    RETURN NULL;
END $$;

CREATE FUNCTION holding_come() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO holding AS h
    SELECT domain, release, profile, epoch, count(*), 1 FROM come GROUP BY domain, release, profile, epoch
        ON CONFLICT (domain, release, profile, epoch) DO UPDATE
       SET records = h.records + excluded.records, changes = h.changes + 1;
    RETURN NULL;
END $$;

CREATE TRIGGER holding_inserted AFTER INSERT ON token_record REFERENCING NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION holding_come();
CREATE TRIGGER holding_deleted AFTER DELETE ON token_record REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION holding_gone();
CREATE TRIGGER holding_replaced AFTER UPDATE ON token_record REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION holding_gone();
CREATE TRIGGER holding_replacing AFTER UPDATE ON token_record REFERENCING NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION holding_come();
