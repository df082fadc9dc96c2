-- Which subject and which username are one account, as the account register says: a member is named by either.
create table member_account (
  subject text primary key,
  username text not null
);

-- The register is asked again about the members of projects that are open already; in an hour, when no replica of before is
-- left that would ask and keep nothing.
insert into membership_work (project, due_at) select id, now() + interval '1 hour' from project where ended_at is null
on conflict (project) do nothing;
