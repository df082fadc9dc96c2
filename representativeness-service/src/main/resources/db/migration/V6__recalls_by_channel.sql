-- A recall is of the channel of what it recalls: a profile and a report may have the same id. Those that were noted before,
-- without it, go on to count for both.
alter table recalled_release drop constraint recalled_release_pkey;
alter table recalled_release add column channel text;
update recalled_release set channel = 'enclave.cohort-profiles.v1';
insert into recalled_release (channel, released) select 'enclave.subgroup-reports.v1', released from recalled_release;
alter table recalled_release add primary key (channel, released);
