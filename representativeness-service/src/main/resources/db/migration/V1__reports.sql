-- One row per profile and reference. A profile is counts, never persons.
create table report (
    id           bigint generated always as identity primary key,
    profile_id   uuid        not null,
    reference    text        not null,
    origin       text        not null check (origin in ('COMMONS', 'ENCLAVE')),
    stage        text        not null,
    label        text        not null,
    owner        text,
    as_of        timestamptz not null,
    report       text        not null,
    unique (profile_id, reference)
);
create index report_owner on report (origin, owner, id);
