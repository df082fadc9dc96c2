-- Match requests of projects, the match table of each, and which keys have to exist.
create table project_key (
  project uuid primary key,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  destroyed_at timestamptz
);

create table match_request (
  id uuid primary key,
  sequence bigint generated always as identity unique,
  project uuid not null,
  clinical_release text not null,
  catalogue_version text not null,
  fuzzy boolean not null,
  requested_by text not null,
  requested_at timestamptz not null,
  deadline timestamptz not null,
  state text not null check (state in ('REQUESTED', 'ELIGIBLE', 'MATCHING', 'MATCHED', 'FAILED', 'ACTIVE',
    'SUPERSEDED', 'REVOKED', 'EXPIRED', 'CANCELLED')),
  changed_at timestamptz not null,
  reason text
);
create index match_request_by_project on match_request (project, sequence);
create unique index match_request_one_active on match_request (project) where state = 'ACTIVE';
create unique index match_request_one_under_way on match_request (project)
  where state in ('REQUESTED', 'ELIGIBLE', 'MATCHING', 'MATCHED');
create index match_request_by_deadline on match_request (deadline) where state = 'MATCHING';

-- A linked person of a request; the ordinal is a keyed, meaningless order.
create table match_link (
  request_id uuid not null references match_request (id),
  ordinal integer not null,
  linkage text not null check (linkage in ('UNIQUE', 'AMBIGUOUS', 'CONFLICT')),
  evidence text[] not null,
  subjects text[] not null,
  persons bigint[] not null,
  primary key (request_id, ordinal)
);
create index match_link_by_person on match_link using gin (persons);
