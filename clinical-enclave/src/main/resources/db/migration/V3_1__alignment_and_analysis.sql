-- Alignments and analyses of a project: what was shown, under the project's aliases, with where it came from. No real
-- identifier of either domain is in them; they are removed when the project ends.
create table alignment (
  id uuid primary key,
  seq bigint generated always as identity unique,
  project uuid not null,
  match_request uuid not null,
  made_at timestamptz not null,
  document jsonb not null
);
create index alignment_by_project on alignment (project, seq);

create table alignment_row (
  alignment uuid not null references alignment (id) on delete cascade,
  ordinal integer not null,
  document jsonb not null,
  primary key (alignment, ordinal)
);

create table analysis (
  id uuid primary key,
  seq bigint generated always as identity unique,
  project uuid not null,
  alignment uuid not null references alignment (id) on delete cascade,
  made_at timestamptz not null,
  document jsonb not null
);
create index analysis_by_project on analysis (project, seq);
