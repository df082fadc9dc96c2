CREATE TABLE noted (id bigserial PRIMARY KEY, request uuid NOT NULL, release text NOT NULL);
CREATE TABLE wish (id bigserial PRIMARY KEY, state text NOT NULL, since timestamptz NOT NULL);
