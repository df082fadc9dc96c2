-- A message that somebody looked at and that is not let in: nobody is called for it again, and it stays as it came.
ALTER TABLE quarantine ADD COLUMN dismissed_at timestamptz;
