-- An alignment that was under way while its project ended stayed, with its dates: it goes, as all others of the project did.
delete from alignment using project where project.id = alignment.project and project.ended_at is not null;
