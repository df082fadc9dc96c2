package org.tessera.enclave.upload.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.UploadRequestId;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.upload.ImportedTables;
import org.tessera.enclave.upload.Upload;
import org.tessera.enclave.upload.Uploads;
import org.tessera.enclave.workflow.adapter.DocumentTable;
import org.tessera.messaging.Sql;

/** Upload requests, their rows and what was imported, in PostgreSQL. */
@ApplicationScoped
class UploadTable implements Uploads, ImportedTables {
    private final DocumentTable<Upload> table;
    private final Sql sql;
    private final Clock clock;

    UploadTable(Sql sql, ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>(sql, json, Upload.class, "upload_request");
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Optional<Upload> find(UploadRequestId id) {
        return table.find(id.value());
    }

    @Override
    public Optional<Upload> lock(UploadRequestId id) {
        return table.lock(id.value());
    }

    @Override
    public void save(Upload upload) {
        var announcement = upload.announcement();
        var columns = new HashMap<String, Object>();
        columns.put("state", upload.state().name());
        columns.put("project", announcement.project());
        columns.put("deadline", announcement.deadline());
        columns.put("changed_at", clock.instant());
        table.put(announcement.id().value(), upload, columns);
    }

    @Override
    public List<UploadRequestId> waiting() {
        return ids("state in ('SUBMITTED', 'SCANNING')");
    }

    @Override
    public List<UploadRequestId> overdue(Instant now) {
        return ids("state in ('SUBMITTED', 'SCANNING') and deadline <= ?", now);
    }

    @Override
    public List<UploadRequestId> underWay(ProjectId project) {
        return sql.list("""
                select id from upload_request
                where state in ('SUBMITTED', 'SCANNING', 'UNDER_REVIEW') and project = ? order by seq for update
                """, UploadTable::id, project.toString());
    }

    @Override
    public List<UploadRequestId> imported(ProjectId project) {
        return ids("state = 'IMPORTED' and project = ?", project.toString());
    }

    @Override
    public List<UploadRequestId> underReview(ProjectId project) {
        return ids("state = 'UNDER_REVIEW' and project = ?", project.toString());
    }

    @Override
    public Set<CommonsSubjectId> cases(UploadRequestId id) {
        return cases("select distinct submitter_id from upload_row where upload = ?", id.value());
    }

    @Override
    public Set<CommonsSubjectId> casesBeyond(UploadRequestId id, UploadRequestId other, Compared compared) {
        var columns = switch (compared) {
            case CASES -> "submitter_id";
            case IMAGES -> "submitter_id, study_uid, object_id";
            case MEASURES -> "submitter_id, study_uid, object_id, imaging_index";
        };
        var rows = "select " + columns + " from upload_row where upload = ?";
        return cases(
                "select distinct submitter_id from (" + rows + " except " + rows + ") as beyond",
                id.value(),
                other.value());
    }

    /** A case at a time: of the rows, which may be many, none is held. */
    private Set<CommonsSubjectId> cases(String query, Object... values) {
        var cases = new HashSet<CommonsSubjectId>();
        sql.each(query, row -> cases.add(new CommonsSubjectId(row.getString("submitter_id"))), values);
        return cases;
    }

    private List<UploadRequestId> ids(String condition, Object... values) {
        return sql.list("select id from upload_request where " + condition + " order by seq", UploadTable::id, values);
    }

    private static UploadRequestId id(ResultSet row) throws SQLException {
        return new UploadRequestId(row.getObject("id", UUID.class));
    }

    @Override
    public List<Upload> all(@Nullable UploadRequestId after, int limit) {
        return table.page("true", List.of(), after == null ? null : after.value(), limit);
    }

    @Override
    public List<Upload> of(List<ProjectId> projects, @Nullable UploadRequestId after, int limit) {
        if (projects.isEmpty()) {
            return List.of();
        }
        var marks = String.join(", ", Collections.nCopies(projects.size(), "?"));
        var names = projects.stream().map(ProjectId::toString).toList();
        return table.page("project in (" + marks + ")", names, after == null ? null : after.value(), limit);
    }

    @Override
    public void keepRows(UploadRequestId id, List<UploadRow> rows) {
        dropRows(id);
        var values = new ArrayList<List<Object>>();
        for (var row : rows) {
            values.add(List.of(
                    id.value(),
                    values.size(),
                    row.submitterId().value(),
                    row.studyUid(),
                    row.objectId(),
                    row.imagingIndex()));
        }
        sql.batch("""
                insert into upload_row (upload, ordinal, submitter_id, study_uid, object_id, imaging_index)
                values (?, ?, ?, ?, ?, ?)
                """, values);
    }

    @Override
    public List<UploadRow> rows(UploadRequestId id, int limit) {
        return sql.list(
                "select * from upload_row where upload = ? order by ordinal limit ?",
                row -> new UploadRow(
                        new CommonsSubjectId(row.getString("submitter_id")),
                        row.getString("study_uid"),
                        row.getString("object_id"),
                        row.getDouble("imaging_index")),
                id.value(),
                limit);
    }

    @Override
    public void dropRows(UploadRequestId id) {
        sql.update("delete from upload_row where upload = ?", id.value());
    }

    @Override
    public void importInto(ProjectId project, UploadRequestId id) {
        sql.update("""
                insert into imported_table (project, upload, imported_at) values (?, ?, ?)
                on conflict (project) do update set upload = excluded.upload, imported_at = excluded.imported_at
                """, project.value(), id.value(), clock.instant());
    }

    @Override
    public void dropImported(ProjectId project) {
        sql.update("delete from imported_table where project = ?", project.value());
        sql.update(
                "delete from upload_row where upload in (select id from upload_request where project = ?)",
                project.toString());
    }

    @Override
    public List<UploadRow> rows(ProjectId id) {
        return sql
                .list(
                        "select upload from imported_table where project = ?",
                        row -> new UploadRequestId(row.getObject("upload", UUID.class)),
                        id.value())
                .stream()
                .findFirst()
                .map(upload -> rows(upload, Integer.MAX_VALUE))
                .orElse(List.of());
    }
}
