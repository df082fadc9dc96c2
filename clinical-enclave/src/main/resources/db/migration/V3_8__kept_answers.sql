-- Of an alignment or analysis only its id is kept for a repeated request: the exact counts end with their project.
update idempotency_key set answer = jsonb_build_object('id', answer -> 'id')
where operation in ('create-alignment', 'create-analysis') and answer is not null;
