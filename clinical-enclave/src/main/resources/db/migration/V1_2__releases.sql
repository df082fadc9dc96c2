-- What was loaded, by whom, with which errors; and the enclave's own number for every reference of a partner.
create table release_submission (
  id uuid primary key,
  sequence bigint generated always as identity unique,
  partner text not null,
  release text not null,
  state text not null check (state in ('LOADED', 'REPLACED')),
  manifest_digest text not null,
  steward text not null,
  submitted_at timestamptz not null
);
create index release_submission_by_name on release_submission (release, partner) where state = 'LOADED';

create table release_file (
  submission_id uuid not null references release_submission (id),
  position integer not null,
  file text not null,
  rows bigint not null,
  accepted bigint not null,
  rejected bigint not null,
  warnings text[] not null,
  primary key (submission_id, position),
  check (rows = accepted + rejected)
);

create table release_error (
  submission_id uuid not null references release_submission (id),
  ordinal bigint not null,
  file text not null,
  line bigint not null,
  reason text not null,
  primary key (submission_id, ordinal)
);

-- One number per reference and release: releases cannot be joined by person_id. The number is random and stays when
-- the same release is submitted again.
create table person_ref (
  release text not null,
  enclave_ref text not null,
  person_id bigint not null unique,
  partner text not null,
  withdrawn_at timestamptz,
  primary key (release, enclave_ref)
);
create index person_ref_by_partner on person_ref (partner, release);
create index person_ref_by_reference on person_ref (enclave_ref);

-- Opt-outs, also of references that no release has named yet: they count for the bundles of the partner that sent them.
create table withdrawn_reference (
  enclave_ref text not null,
  partner text not null,
  withdrawn_at timestamptz not null,
  primary key (enclave_ref, partner)
);
