-- OMOP CDM 5.4 (OHDSI, Apache-2.0): the tables that the enclave keeps, names and order of columns as published
-- (OMOP_CDMv5.4_Field_Level.csv). Differences, for real exports: identifiers are bigint; text has no length limit; only the
-- key, the person and the event's date are required; person_source_value is always null. An event's own id is unique
-- within its person, not across partners: join events on (person_id, visit_occurrence_id).
create schema if not exists omop;

create table omop.person (
  person_id bigint not null,
  gender_concept_id integer,
  year_of_birth integer not null,
  month_of_birth integer,
  day_of_birth integer,
  birth_datetime timestamp,
  race_concept_id integer,
  ethnicity_concept_id integer,
  location_id bigint,
  provider_id bigint,
  care_site_id bigint,
  person_source_value text,
  gender_source_value text,
  gender_source_concept_id integer,
  race_source_value text,
  race_source_concept_id integer,
  ethnicity_source_value text,
  ethnicity_source_concept_id integer,
  primary key (person_id)
);

create table omop.observation_period (
  observation_period_id bigint not null,
  person_id bigint not null,
  observation_period_start_date date not null,
  observation_period_end_date date not null,
  period_type_concept_id integer,
  primary key (person_id, observation_period_id)
);

create table omop.visit_occurrence (
  visit_occurrence_id bigint not null,
  person_id bigint not null,
  visit_concept_id integer,
  visit_start_date date not null,
  visit_start_datetime timestamp,
  visit_end_date date,
  visit_end_datetime timestamp,
  visit_type_concept_id integer,
  provider_id bigint,
  care_site_id bigint,
  visit_source_value text,
  visit_source_concept_id integer,
  admitted_from_concept_id integer,
  admitted_from_source_value text,
  discharged_to_concept_id integer,
  discharged_to_source_value text,
  preceding_visit_occurrence_id bigint,
  primary key (person_id, visit_occurrence_id)
);
create index visit_occurrence_by_day on omop.visit_occurrence (person_id, visit_start_date);

create table omop.visit_detail (
  visit_detail_id bigint not null,
  person_id bigint not null,
  visit_detail_concept_id integer,
  visit_detail_start_date date not null,
  visit_detail_start_datetime timestamp,
  visit_detail_end_date date,
  visit_detail_end_datetime timestamp,
  visit_detail_type_concept_id integer,
  provider_id bigint,
  care_site_id bigint,
  visit_detail_source_value text,
  visit_detail_source_concept_id integer,
  admitted_from_concept_id integer,
  admitted_from_source_value text,
  discharged_to_source_value text,
  discharged_to_concept_id integer,
  preceding_visit_detail_id bigint,
  parent_visit_detail_id bigint,
  visit_occurrence_id bigint,
  primary key (person_id, visit_detail_id)
);
create index visit_detail_by_day on omop.visit_detail (person_id, visit_detail_start_date);

create table omop.condition_occurrence (
  condition_occurrence_id bigint not null,
  person_id bigint not null,
  condition_concept_id integer,
  condition_start_date date not null,
  condition_start_datetime timestamp,
  condition_end_date date,
  condition_end_datetime timestamp,
  condition_type_concept_id integer,
  condition_status_concept_id integer,
  stop_reason text,
  provider_id bigint,
  visit_occurrence_id bigint,
  visit_detail_id bigint,
  condition_source_value text,
  condition_source_concept_id integer,
  condition_status_source_value text,
  primary key (person_id, condition_occurrence_id)
);
create index condition_occurrence_by_day on omop.condition_occurrence (person_id, condition_start_date);
create index condition_occurrence_by_concept on omop.condition_occurrence (condition_concept_id);

create table omop.procedure_occurrence (
  procedure_occurrence_id bigint not null,
  person_id bigint not null,
  procedure_concept_id integer,
  procedure_date date not null,
  procedure_datetime timestamp,
  procedure_end_date date,
  procedure_end_datetime timestamp,
  procedure_type_concept_id integer,
  modifier_concept_id integer,
  quantity integer,
  provider_id bigint,
  visit_occurrence_id bigint,
  visit_detail_id bigint,
  procedure_source_value text,
  procedure_source_concept_id integer,
  modifier_source_value text,
  primary key (person_id, procedure_occurrence_id)
);
create index procedure_occurrence_by_day on omop.procedure_occurrence (person_id, procedure_date);
create index procedure_occurrence_by_concept on omop.procedure_occurrence (procedure_concept_id);

create table omop.measurement (
  measurement_id bigint not null,
  person_id bigint not null,
  measurement_concept_id integer,
  measurement_date date not null,
  measurement_datetime timestamp,
  measurement_time text,
  measurement_type_concept_id integer,
  operator_concept_id integer,
  value_as_number numeric,
  value_as_concept_id integer,
  unit_concept_id integer,
  range_low numeric,
  range_high numeric,
  provider_id bigint,
  visit_occurrence_id bigint,
  visit_detail_id bigint,
  measurement_source_value text,
  measurement_source_concept_id integer,
  unit_source_value text,
  unit_source_concept_id integer,
  value_source_value text,
  measurement_event_id bigint,
  meas_event_field_concept_id integer,
  primary key (person_id, measurement_id)
);
create index measurement_by_day on omop.measurement (person_id, measurement_date);
create index measurement_by_concept on omop.measurement (measurement_concept_id);

create table omop.observation (
  observation_id bigint not null,
  person_id bigint not null,
  observation_concept_id integer,
  observation_date date not null,
  observation_datetime timestamp,
  observation_type_concept_id integer,
  value_as_number numeric,
  value_as_string text,
  value_as_concept_id integer,
  qualifier_concept_id integer,
  unit_concept_id integer,
  provider_id bigint,
  visit_occurrence_id bigint,
  visit_detail_id bigint,
  observation_source_value text,
  observation_source_concept_id integer,
  unit_source_value text,
  qualifier_source_value text,
  value_source_value text,
  observation_event_id bigint,
  obs_event_field_concept_id integer,
  primary key (person_id, observation_id)
);
create index observation_by_day on omop.observation (person_id, observation_date);
create index observation_by_concept on omop.observation (observation_concept_id);

create table omop.drug_exposure (
  drug_exposure_id bigint not null,
  person_id bigint not null,
  drug_concept_id integer,
  drug_exposure_start_date date not null,
  drug_exposure_start_datetime timestamp,
  drug_exposure_end_date date,
  drug_exposure_end_datetime timestamp,
  verbatim_end_date date,
  drug_type_concept_id integer,
  stop_reason text,
  refills integer,
  quantity numeric,
  days_supply integer,
  sig text,
  route_concept_id integer,
  lot_number text,
  provider_id bigint,
  visit_occurrence_id bigint,
  visit_detail_id bigint,
  drug_source_value text,
  drug_source_concept_id integer,
  route_source_value text,
  dose_unit_source_value text,
  primary key (person_id, drug_exposure_id)
);
create index drug_exposure_by_day on omop.drug_exposure (person_id, drug_exposure_start_date);
create index drug_exposure_by_concept on omop.drug_exposure (drug_concept_id);

create table omop.device_exposure (
  device_exposure_id bigint not null,
  person_id bigint not null,
  device_concept_id integer,
  device_exposure_start_date date not null,
  device_exposure_start_datetime timestamp,
  device_exposure_end_date date,
  device_exposure_end_datetime timestamp,
  device_type_concept_id integer,
  unique_device_id text,
  production_id text,
  quantity integer,
  provider_id bigint,
  visit_occurrence_id bigint,
  visit_detail_id bigint,
  device_source_value text,
  device_source_concept_id integer,
  unit_concept_id integer,
  unit_source_value text,
  unit_source_concept_id integer,
  primary key (person_id, device_exposure_id)
);
create index device_exposure_by_day on omop.device_exposure (person_id, device_exposure_start_date);
create index device_exposure_by_concept on omop.device_exposure (device_concept_id);

create table omop.death (
  person_id bigint not null,
  death_date date not null,
  death_datetime timestamp,
  death_type_concept_id integer,
  cause_concept_id integer,
  cause_source_value text,
  cause_source_concept_id integer,
  primary key (person_id)
);

create table omop.vocabulary (
  vocabulary_id text not null,
  vocabulary_name text,
  vocabulary_reference text,
  vocabulary_version text,
  vocabulary_concept_id integer,
  primary key (vocabulary_id)
);

create table omop.concept (
  concept_id integer not null,
  concept_name text not null,
  domain_id text,
  vocabulary_id text,
  concept_class_id text,
  standard_concept text,
  concept_code text,
  valid_start_date date,
  valid_end_date date,
  invalid_reason text,
  primary key (concept_id)
);

create table omop.concept_relationship (
  concept_id_1 integer not null,
  concept_id_2 integer not null,
  relationship_id text not null,
  valid_start_date date,
  valid_end_date date,
  invalid_reason text,
  primary key (concept_id_1, concept_id_2, relationship_id)
);

create table omop.concept_ancestor (
  ancestor_concept_id integer not null,
  descendant_concept_id integer not null,
  min_levels_of_separation integer,
  max_levels_of_separation integer,
  primary key (ancestor_concept_id, descendant_concept_id)
);
