-- Counts of the commons' profiles, which the page shows beside its references. The enclave's are reported on and not kept.
create table profile (
    id         bigint generated always as identity primary key,
    profile_id uuid        not null unique,
    stage      text        not null,
    label      text        not null,
    owner      text,
    as_of      timestamptz not null,
    counts     text        not null
);
create index profile_owner on profile (owner, id);
