-- The imaging commons. Field names as in the MIDRC dictionary where a column holds one of its fields.

create table submission (
    id uuid primary key,
    partner text not null,
    release text not null,
    manifest_digest text not null,
    state text not null check (state in ('LOADED', 'LOADED_WITH_ERRORS')),
    submitted_by text not null,
    submitted_at timestamptz not null,
    warnings text[] not null default '{}'
);
create index submission_order on submission (submitted_at, id);

create table submission_file (
    submission_id uuid not null references submission,
    file text not null,
    rows bigint not null,
    accepted bigint not null,
    rejected bigint not null,
    check (rows = accepted + rejected),
    primary key (submission_id, file)
);

create table submission_error (
    submission_id uuid not null references submission,
    position bigint not null,
    file text not null,
    line bigint not null,
    reason text not null,
    primary key (submission_id, position)
);

-- A case as one submission had it. Never changed: a later submission makes another revision.
create table case_revision (
    revision bigint generated always as identity primary key,
    submitter_id text not null,
    partner text not null,
    submission_id uuid not null references submission,
    digest text not null,
    site_id text,
    sex text,
    race text,
    ethnicity text,
    age_at_index integer,
    age_at_index_gt89 boolean not null,
    covid19_positive text,
    document jsonb not null
);
create index case_revision_case on case_revision (submitter_id, revision);

create table revision_study (
    revision bigint not null references case_revision,
    study_uid text not null,
    study_modality text[] not null,
    view_position text,
    days_from_study_to_pos_covid_test integer[] not null,
    primary key (revision, study_uid)
);
create index revision_study_uid on revision_study (study_uid);

create table image_object (
    object_id text primary key,
    submitter_id text not null,
    partner text not null,
    sha256 text not null,
    md5sum text not null,
    file_size bigint not null,
    file_name text not null,
    mime_type text not null,
    created_at timestamptz not null
);
create index image_object_case on image_object (submitter_id);

create table revision_series (
    revision bigint not null references case_revision,
    study_uid text not null,
    series_uid text not null,
    file_name text not null,
    modality text,
    view_position text,
    object_id text references image_object,
    file_size bigint,
    md5sum text,
    primary key (revision, study_uid, series_uid, file_name)
);
create index revision_series_object on revision_series (object_id);

-- The revision that the next catalogue version takes in.
create table current_case (
    submitter_id text primary key,
    partner text not null,
    revision bigint not null references case_revision
);

create table catalogue_version (
    version text primary key,
    sequence bigint generated always as identity unique,
    published_at timestamptz not null,
    published_by text not null,
    cases integer not null,
    studies integer not null,
    measurements integer not null,
    files integer not null
);

create table catalogue_entry (
    version text not null references catalogue_version,
    submitter_id text not null,
    revision bigint not null references case_revision,
    primary key (version, submitter_id)
);
create index catalogue_entry_revision on catalogue_entry (revision);

-- Kept even when the case is not (yet) known: a withdrawal may arrive before the bundle.
create table withdrawal (
    reference text not null,
    partner text not null,
    withdrawn_at timestamptz not null,
    primary key (reference, partner)
);

create function catalogue_is_history() returns trigger language plpgsql as $$
begin
    raise exception '% is history and does not change', tg_table_name;
end
$$;
create trigger immutable before update or delete on case_revision for each statement execute function catalogue_is_history();
create trigger immutable before update or delete on revision_study for each statement execute function catalogue_is_history();
create trigger immutable before update or delete on revision_series for each statement execute function catalogue_is_history();
create trigger immutable before update or delete on catalogue_version for each statement execute function catalogue_is_history();
create trigger immutable before update or delete on catalogue_entry for each statement execute function catalogue_is_history();

create table saved_cohort (
    id uuid primary key,
    account text not null,
    name text not null,
    filter jsonb not null,
    catalogue_version text not null references catalogue_version,
    subjects integer not null,
    studies integer not null,
    images integer not null,
    saved_at timestamptz not null,
    counted_at timestamptz not null
);
create index saved_cohort_account on saved_cohort (account, saved_at, id);

create table cohort_profile (
    profile_id uuid primary key,
    stage text not null,
    label text not null,
    account text,
    sent_at timestamptz not null
);

create table representativeness_report (
    profile_id uuid not null references cohort_profile,
    reference text not null,
    alignment text not null,
    distances jsonb not null,
    received_at timestamptz not null,
    primary key (profile_id, reference, alignment)
);

create table inquiry (
    id uuid primary key,
    account text not null,
    cohort_id uuid not null,
    cohort_name text not null,
    catalogue_version text not null,
    state text not null check (state in ('REQUESTED', 'ANSWERED', 'REFUSED', 'FAILED', 'CANCELLED')),
    at_least integer,
    reason text,
    requested_at timestamptz not null,
    deadline timestamptz not null,
    ended_at timestamptz
);
create index inquiry_account on inquiry (account, requested_at, id);
create index inquiry_open on inquiry (deadline) where state = 'REQUESTED';

create table upload (
    id uuid primary key,
    account text not null,
    project text not null,
    table_schema text not null,
    model_name text not null,
    model_version text not null,
    model_digest text not null,
    manifest_digest text not null,
    rows integer not null,
    parts integer not null,
    content_digest text not null,
    state text not null check (state in ('SUBMITTED', 'SCANNING', 'BLOCKED', 'UNDER_REVIEW', 'APPROVED', 'IMPORTED',
        'REJECTED', 'FAILED', 'CANCELLED')),
    reason text,
    submitted_at timestamptz not null,
    deadline timestamptz not null,
    changed_at timestamptz not null
);
create index upload_account on upload (account, submitted_at, id);
create index upload_waiting on upload (deadline) where state in ('SUBMITTED', 'SCANNING');

create table account_link (
    id uuid primary key,
    account text not null,
    sent_at timestamptz not null
);
create index account_link_account on account_link (account, sent_at);
