-- Imported references and alignments; a version never changes. Owner null: everybody's.
create table library_entry (
    id        bigint generated always as identity primary key,
    kind      text        not null check (kind in ('REFERENCE', 'ALIGNMENT')),
    name      text        not null,
    attribute text        not null,
    version   integer     not null,
    owner     text,
    document  text        not null,
    added_at  timestamptz not null,
    unique nulls not distinct (kind, owner, name, attribute, version)
);
