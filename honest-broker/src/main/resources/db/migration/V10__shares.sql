-- A large register comes in several batches. first_batch names the register, share which of its batches a row is, shares how
-- many there are. A batch alone, and every one of before, is a register of one. replaced: it broke off, and its partner has
-- sent all who are in it again.
ALTER TABLE token_batch
    ADD COLUMN sent_at     timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN first_batch uuid,
    ADD COLUMN share       integer NOT NULL DEFAULT 1,
    ADD COLUMN shares      integer NOT NULL DEFAULT 1,
    ADD COLUMN replaced    boolean NOT NULL DEFAULT false;
