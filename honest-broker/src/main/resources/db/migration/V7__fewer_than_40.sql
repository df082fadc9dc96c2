-- Of a cohort that was answered with no number (at_least 0): whether it was left open if there are 20. False: fewer than 20.
-- A replica of a version before this one says "fewer than 20" in both cases.
ALTER TABLE answered_cohort ADD COLUMN fewer_than_40 boolean NOT NULL DEFAULT false;
