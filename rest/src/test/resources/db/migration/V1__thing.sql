CREATE TABLE thing (id bigserial PRIMARY KEY, name text NOT NULL);

-- Raises the condition of its row when the transaction commits.
CREATE TABLE thing_at_commit (condition text NOT NULL);
CREATE FUNCTION raise_condition() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RAISE ''not now'' USING ERRCODE = NEW.condition; END';
CREATE CONSTRAINT TRIGGER raise_at_commit AFTER INSERT ON thing_at_commit DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION raise_condition();
