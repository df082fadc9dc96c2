-- Download requests: a document with its state, and the columns it is searched by.
create table download_request (
  id uuid primary key,
  seq bigint generated always as identity unique,
  state text not null,
  project uuid not null references project (id),
  author text not null,
  changed_at timestamptz not null,
  document jsonb not null
);
create index download_request_by_author on download_request (author, seq);
create index download_request_by_project on download_request (project, state);

-- Frozen resources of each turn, byte for byte; content is what they say about persons (aliases), for the check.
create table download_resource (
  request uuid not null references download_request (id),
  turn integer not null,
  ordinal integer not null,
  name text not null,
  kind text not null,
  media_type text not null,
  bytes bytea not null,
  content jsonb not null,
  primary key (request, turn, ordinal)
);

-- Person sets of what left a project: what later requests are compared with.
create table released_cells (
  seq bigint generated always as identity primary key,
  project uuid not null references project (id),
  request uuid not null references download_request (id),
  cells jsonb not null
);
create index released_cells_by_project on released_cells (project, seq);

-- Commons ids that reviewed lists brought out.
create table released_identifier (
  project uuid not null references project (id),
  request uuid not null references download_request (id),
  submitter_id text not null,
  primary key (request, submitter_id)
);
create index released_identifier_by_project on released_identifier (project);

-- Cohort profiles that left, and the distances that came back.
create table released_profile (
  profile uuid primary key,
  project uuid not null references project (id),
  stage text not null,
  label text not null
);
create table representativeness_report (
  profile uuid not null references released_profile (profile),
  reference text not null,
  document jsonb not null,
  primary key (profile, reference)
);
