-- Whether the broker compared encodings for a match, where the project's approval names it; null where it does not.
alter table match_request add column compared text check (compared in ('COMPARED', 'NO_ENCODINGS', 'TOO_MANY'));
