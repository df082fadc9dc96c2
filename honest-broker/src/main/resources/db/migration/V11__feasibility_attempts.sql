-- How often a feasibility question was tried: one that fails, or takes the process along, again and again is given up.
ALTER TABLE feasibility_run ADD COLUMN attempts integer NOT NULL DEFAULT 0;
