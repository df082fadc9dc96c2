-- Which partner named a public case first: it is that one's for good, also when nothing is held of it any more. Tokens that
-- another gave for it would be linked as the case's, and what comes of it would tell whose case it is. Clinical references need
-- no such list: they are keyed hashes that only their partner can make.

-- Another replica may still be at work: what it stores is noted before, or by the trigger after.
LOCK TABLE withdrawal, token_record, encoding IN SHARE ROW EXCLUSIVE MODE;

CREATE TABLE named_case (
    reference text PRIMARY KEY,
    partner   text NOT NULL
);

-- Where several gave tokens already, it is the one whose batch came first.
INSERT INTO named_case
SELECT DISTINCT ON (t.reference) t.reference, t.partner
  FROM token_record t
  LEFT JOIN (SELECT domain, release, partner, min(received_at) AS at FROM token_batch GROUP BY domain, release, partner) b
       USING (domain, release, partner)
 WHERE t.domain = 'IMAGING'
 ORDER BY t.reference, b.at, t.partner;

-- Tokens of who had opted out are gone; that the partner had named the case is the likeliest.
INSERT INTO named_case
SELECT reference, min(partner) FROM withdrawal WHERE domain = 'IMAGING' GROUP BY reference HAVING count(*) = 1
    ON CONFLICT DO NOTHING;

-- Beside those of the case's own partner no others stay in a release.
DELETE FROM token_record t USING named_case n
 WHERE t.domain = 'IMAGING' AND n.reference = t.reference AND n.partner <> t.partner
   AND EXISTS (SELECT 1 FROM token_record own
                WHERE own.domain = t.domain AND own.release = t.release AND own.partner = n.partner
                  AND own.reference = t.reference);
DELETE FROM encoding e WHERE e.domain = 'IMAGING' AND NOT EXISTS
    (SELECT 1 FROM token_record t
      WHERE t.domain = e.domain AND t.release = e.release AND t.partner = e.partner AND t.reference = e.reference);

-- Replicas of a version before this one store without noting.
CREATE FUNCTION case_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO named_case SELECT DISTINCT reference, partner FROM come WHERE domain = 'IMAGING' ORDER BY reference
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER case_named AFTER INSERT ON token_record REFERENCING NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION case_named();
