-- How often a feasibility question was tried: one that fails, or takes the process along, again and again is given up. And when
-- it, or a match request, was tried last: the next try waits from then on.
ALTER TABLE feasibility_run ADD COLUMN attempts integer NOT NULL DEFAULT 0, ADD COLUMN tried_at timestamptz;
ALTER TABLE match_run ADD COLUMN tried_at timestamptz;
