-- Of a project that has ended, nobody may fetch what was recalled either: it goes, as it does now when a project ends.
delete from download_resource resource using download_request request, project
where request.id = resource.request and project.id = request.project and project.ended_at is not null
  and request.state = 'RECALLED';
