-- How many opt-outs there were before a cohort was counted; of -1 it is not known, and the cohort is counted again. A replica of
-- before writes no number, and reads the instant that one of now leaves to its default.
alter table saved_cohort add column withdrawals bigint not null default -1;
alter table saved_cohort alter column counted_at set default now();
