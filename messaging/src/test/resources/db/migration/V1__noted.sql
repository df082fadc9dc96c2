CREATE TABLE noted (id bigserial PRIMARY KEY, request uuid NOT NULL, release text NOT NULL);
