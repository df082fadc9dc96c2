-- In which order profiles left: a subgroup report stands beside the last one of its cohort.
alter table released_profile add column seq bigint generated always as identity;
