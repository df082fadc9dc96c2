-- How often a match request was tried: one that fails, or takes the process along, again and again is given up.
ALTER TABLE match_run ADD COLUMN attempts integer NOT NULL DEFAULT 0;
