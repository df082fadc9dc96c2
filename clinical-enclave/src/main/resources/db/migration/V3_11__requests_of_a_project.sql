-- Who ever was a member of a project is read out of all its requests, at every review.
create index data_use_request_by_project on data_use_request (project);
