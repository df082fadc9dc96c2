-- Whom a row of an alignment is about, under the project's aliases: her cases and her records, or every candidate. By them
-- it is hidden when one of them withdraws. Rows of before name no candidates.
alter table alignment_row add column aliases text[] not null default '{}';
update alignment_row set aliases = array(
  select jsonb_array_elements_text(document -> 'subjects') union all select jsonb_array_elements_text(document -> 'persons'));

create index person_ref_withdrawn on person_ref (release) where withdrawn_at is not null;
