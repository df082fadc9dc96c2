-- Whom a row of an alignment is about, under the project's aliases: her cases and her records, or every candidate. By them
-- it is hidden when one of them withdraws. Rows of before name no candidates.
alter table alignment_row add column aliases text[] not null default '{}';
update alignment_row set aliases = array(
  select jsonb_array_elements_text(document -> 'subjects') union all select jsonb_array_elements_text(document -> 'persons'));
-- A replica of before, which does not say whom a row is about, keeps none: nobody could be left out of it.
alter table alignment_row alter column aliases drop default;

create index person_ref_withdrawn on person_ref (release) where withdrawn_at is not null;
