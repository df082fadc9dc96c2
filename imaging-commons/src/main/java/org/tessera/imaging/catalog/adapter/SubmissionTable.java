package org.tessera.imaging.catalog.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.catalog.Submission;
import org.tessera.imaging.catalog.Submission.RowError;
import org.tessera.imaging.catalog.Submission.State;
import org.tessera.imaging.catalog.Submission.Tally;
import org.tessera.messaging.Sql;

/** Reads submissions and their errors. */
@ApplicationScoped
class SubmissionTable {
    private static final String COLUMNS =
            "select id, partner, release, manifest_digest, state, submitted_at, warnings from submission";

    private final Sql sql;

    SubmissionTable(Sql sql) {
        this.sql = sql;
    }

    Optional<Submission> find(UUID id) {
        return sql.first(COLUMNS + " where id = ?", this::read, id).map(this::withFiles);
    }

    /** Oldest first, after the given one. */
    List<Submission> list(int limit, @Nullable UUID after) {
        return sql
                .list(
                        COLUMNS + " where ?::uuid is null or (submitted_at, id) >"
                                + " (select s.submitted_at, s.id from submission s where s.id = ?)"
                                + " order by submitted_at, id limit ?",
                        this::read,
                        after,
                        after,
                        limit)
                .stream()
                .map(this::withFiles)
                .toList();
    }

    /** Errors by position, from 1, after the given position. */
    List<RowError> errors(UUID submission, int limit, long after) {
        return sql.list(
                "select file, line, reason from submission_error where submission_id = ? and position > ?"
                        + " order by position limit ?",
                row -> new RowError(row.getString(1), row.getLong(2), row.getString(3)),
                submission,
                after,
                limit);
    }

    private Submission read(ResultSet row) throws SQLException {
        Array warnings = row.getArray(7);
        return new Submission(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                State.valueOf(row.getString(5)),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                List.of(),
                List.of((String[]) warnings.getArray()));
    }

    private Submission withFiles(Submission submission) {
        List<Tally> files = sql.list(
                "select file, rows, accepted, rejected from submission_file where submission_id = ? order by file",
                row -> new Tally(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                submission.id());
        return new Submission(
                submission.id(),
                submission.partner(),
                submission.release(),
                submission.manifestDigest(),
                submission.state(),
                submission.submittedAt(),
                files,
                submission.warnings());
    }
}
