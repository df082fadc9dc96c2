-- The commons' public catalogue, version by version, as it was sent.
create table catalogue_version (
  version text primary key,
  published_at timestamptz not null,
  received_at timestamptz not null,
  digest text not null,
  cases integer not null,
  studies integer not null,
  measurements integer not null,
  files integer not null
);

create table catalogue_case (
  version text not null references catalogue_version (version),
  submitter_id text not null,
  content jsonb not null,
  primary key (version, submitter_id)
);
