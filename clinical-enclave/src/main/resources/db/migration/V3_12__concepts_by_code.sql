-- A concept of a published set without an id is looked for by its code, among millions where a whole vocabulary is loaded.
create index concept_by_code on omop.concept (vocabulary_id, upper(concept_code));
