-- When a counterpart was heard last is asked every few seconds, and its heads are kept for years.
CREATE INDEX counterpart_head_received ON counterpart_head (domain, received_at);
