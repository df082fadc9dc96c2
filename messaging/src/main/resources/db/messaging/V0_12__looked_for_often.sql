-- What is looked for all the time among rows that stay for years: what waits in quarantine (metrics, housekeeping), what its
-- writer took back, traces that are old.
CREATE INDEX quarantine_waiting ON quarantine (channel)
    WHERE redriven_at IS NULL AND dismissed_at IS NULL AND reason <> 'recalled';
CREATE INDEX quarantine_recalled ON quarantine (id) WHERE reason = 'recalled' AND emptied_digest IS NULL;
CREATE INDEX message_trace_seen ON message_trace (seen_at);
