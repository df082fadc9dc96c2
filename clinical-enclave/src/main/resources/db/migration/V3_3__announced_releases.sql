-- What the representativeness service was told of which release; a recall takes it back there too.
create table announced_release (
  released uuid primary key,
  seq bigint generated always as identity,
  channel text not null,
  request uuid not null references download_request (id),
  recalled boolean not null default false
);
create index announced_release_by_request on announced_release (request, seq);
