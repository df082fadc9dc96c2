-- The trace of what was last heard or said under a key, for the answer that leaves later and by itself. Empty unless traced.
CREATE TABLE message_trace (
    key_digest  text PRIMARY KEY,
    traceparent text        NOT NULL,
    seen_at     timestamptz NOT NULL
);
