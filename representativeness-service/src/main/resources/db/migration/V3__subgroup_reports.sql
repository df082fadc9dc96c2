-- How a model performs in subgroups, as the enclave released it: rounded statistics, never persons.
create table subgroup_report (
    id        bigint generated always as identity primary key,
    report_id uuid not null unique,
    owner     text not null,
    report    text not null
);
create index subgroup_report_owner on subgroup_report (owner, id);
