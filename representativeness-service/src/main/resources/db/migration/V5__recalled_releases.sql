-- Profiles and subgroup reports of the enclave that were recalled: they stay away, also when they come (again) later.
create table recalled_release (
    released uuid primary key
);
