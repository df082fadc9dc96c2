-- Two heads that a counterpart signed for one sequence are its proof against itself: both stay.
ALTER TABLE counterpart_head DROP CONSTRAINT counterpart_head_pkey, ADD PRIMARY KEY (domain, sequence, hash);
