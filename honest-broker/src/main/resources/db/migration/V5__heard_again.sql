-- Whether a question was heard again after the database was put back to a backup: then it may have been answered in time.
-- Of those that are here already, and those that another replica still takes in, nobody knows.
ALTER TABLE feasibility_run ADD COLUMN heard_again boolean NOT NULL DEFAULT true;
