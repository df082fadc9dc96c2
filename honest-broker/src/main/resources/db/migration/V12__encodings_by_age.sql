-- Those that are too old are looked for every hour.
CREATE INDEX encoding_received ON encoding (received_at);
