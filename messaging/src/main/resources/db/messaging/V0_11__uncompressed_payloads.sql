-- Large payloads are sealed and compressed already: PostgreSQL looked through each for what it could still save, and found nothing.
ALTER TABLE outbox ALTER COLUMN payload SET STORAGE EXTERNAL;
