-- Data use requests: a document with its state, and the columns it is searched by.
create table data_use_request (
  id uuid primary key,
  seq bigint generated always as identity unique,
  state text not null,
  author text not null,
  project uuid,
  refers_to uuid,
  changed_at timestamptz not null,
  document jsonb not null
);
create index data_use_request_by_author on data_use_request (author);
create index data_use_request_in_force on data_use_request (project) where state = 'APPROVED';
create index data_use_request_by_reference on data_use_request (refers_to);

-- Projects: the workspaces that approvals open.
create table project (
  id uuid primary key,
  seq bigint generated always as identity unique,
  title text not null,
  protocol text not null,
  fuzzy_approved boolean not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index project_due on project (expires_at) where ended_at is null;

-- Who may enter; a name is the subject of an account or its username.
create table project_member (
  project uuid not null references project (id),
  name text not null,
  granted_by uuid not null references data_use_request (id) deferrable initially deferred,
  primary key (project, name, granted_by)
);
create index project_member_by_name on project_member (lower(name));

-- Groups of the account register that have to follow the database; kept until the register has taken them.
create table membership_work (
  project uuid primary key references project (id),
  due_at timestamptz not null,
  attempts integer not null default 0
);

-- One-time codes by their hash, one at a time for an account; links between the two accounts of a researcher.
create table account_link_code (
  hash text primary key,
  subject text not null unique,
  username text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create table account_link (
  commons_account text primary key,
  subject text not null unique,
  username text not null,
  linked_at timestamptz not null
);
