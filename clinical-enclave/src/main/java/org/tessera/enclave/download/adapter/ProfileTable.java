package org.tessera.enclave.download.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.download.ReleasedProfiles;
import org.tessera.messaging.Sql;

/** Released profiles and the reports about them, in PostgreSQL. */
@ApplicationScoped
class ProfileTable implements ReleasedProfiles {
    private final Sql sql;
    private final ObjectMapper json;

    ProfileTable(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    @Override
    public void released(ProfileId profile, ProjectId project, String stage, String label) {
        sql.update(
                "insert into released_profile (profile, project, stage, label) values (?, ?, ?, ?)",
                profile.value(),
                project.value(),
                stage,
                label);
    }

    @Override
    public Optional<ProjectId> projectOf(ProfileId profile) {
        return sql
                .list(
                        "select project from released_profile where profile = ?",
                        row -> new ProjectId(row.getObject("project", UUID.class)),
                        profile.value())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<ProfileId> latest(ProjectId project, String stage) {
        return sql
                .list("""
                        select profile from released_profile where project = ? and stage = ?
                        and not exists (select from announced_release where released = profile and recalled)
                        order by seq desc limit 1
                        """, row -> new ProfileId(row.getObject("profile", UUID.class)), project.value(), stage)
                .stream()
                .findFirst();
    }

    @Override
    public void keep(RepresentativenessReport report) {
        try {
            sql.update("""
                    insert into representativeness_report (profile, reference, document)
                    values (?, ?, cast(? as jsonb))
                    on conflict (profile, reference) do update set document = excluded.document
                    """, report.profileId().value(), report.reference(), json.writeValueAsString(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written as JSON", e);
        }
    }

    @Override
    public List<Told> about(List<ProjectId> projects) {
        return projects.stream()
                .flatMap(project -> sql
                        .list(
                                """
                                select stage, label, document from representativeness_report
                                join released_profile using (profile) where project = ?
                                and not exists (select from announced_release where released = profile and recalled)
                                order by label, reference
                                """,
                                row -> new Told(
                                        project,
                                        row.getString("stage"),
                                        row.getString("label"),
                                        report(row.getString("document"))),
                                project.value())
                        .stream())
                .toList();
    }

    private RepresentativenessReport report(String document) {
        try {
            return json.readValue(document, RepresentativenessReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be read from JSON", e);
        }
    }
}
