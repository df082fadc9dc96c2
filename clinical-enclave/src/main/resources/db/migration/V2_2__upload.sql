-- Upload requests: a document with its state, and the columns it is searched by. The project is as the message names it.
create table upload_request (
  id uuid primary key,
  seq bigint generated always as identity unique,
  state text not null,
  project text not null,
  deadline timestamptz not null,
  changed_at timestamptz not null,
  document jsonb not null
);
create index upload_request_by_project on upload_request (project, seq);
create index upload_request_under_way on upload_request (deadline)
  where state in ('SUBMITTED', 'SCANNING', 'UNDER_REVIEW');

-- Rows of tables that passed the scan; forgotten when the table does not come in.
create table upload_row (
  upload uuid not null references upload_request (id),
  ordinal integer not null,
  submitter_id text not null,
  study_uid text not null,
  object_id text not null,
  imaging_index double precision not null,
  primary key (upload, ordinal)
);

-- The one table a project computes with.
create table imported_table (
  project uuid primary key references project (id),
  upload uuid not null references upload_request (id),
  imported_at timestamptz not null
);
