-- How many opt-outs there were before a cohort was counted. Of those of before it is not known: they are counted again.
alter table saved_cohort add column withdrawals bigint not null default -1;
alter table saved_cohort alter column withdrawals drop default;
alter table saved_cohort drop column counted_at;
