package org.tessera.enclave.omop.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.tessera.enclave.omop.FileTotals;
import org.tessera.enclave.omop.ReleaseSubmission;
import org.tessera.enclave.omop.ReleaseSubmissionId;
import org.tessera.enclave.omop.ReleaseSubmissions;
import org.tessera.enclave.omop.RowError;
import org.tessera.envelope.Digests;
import org.tessera.messaging.Sql;
import org.tessera.rest.Page;

/** Submissions, their files and errors in PostgreSQL. */
@ApplicationScoped
public class ReleaseTable implements ReleaseSubmissions {
    private final Sql sql;

    /** @param sql holds the tables */
    public ReleaseTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void replace(String partner, String release) {
        sql.update(
                "update release_submission set state = 'REPLACED' where release = ? and partner = ? and state = 'LOADED'",
                release,
                partner);
    }

    @Override
    public void begin(ReleaseSubmission submission, String steward) {
        sql.update(
                """
                insert into release_submission (id, partner, release, state, manifest_digest, steward, submitted_at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                submission.id().value(),
                submission.partner(),
                submission.release(),
                submission.state().name(),
                submission.manifestDigest(),
                steward,
                submission.submittedAt());
    }

    @Override
    public void finish(ReleaseSubmissionId id, List<FileTotals> files) {
        List<List<?>> rows = new ArrayList<>();
        for (FileTotals file : files) {
            rows.add(List.of(
                    id.value(),
                    rows.size(),
                    file.file(),
                    file.rows(),
                    file.accepted(),
                    file.rejected(),
                    file.warnings()));
        }
        sql.batch("insert into release_file values (?, ?, ?, ?, ?, ?, ?)", rows);
    }

    @Override
    public void errors(ReleaseSubmissionId id, List<RowError> errors) {
        long ordinal = sql.first(
                        "select coalesce(max(ordinal), 0) from release_error where submission_id = ?",
                        row -> row.getLong(1),
                        id.value())
                .orElse(0L);
        List<List<?>> rows = new ArrayList<>(errors.size());
        for (RowError error : errors) {
            rows.add(List.of(id.value(), ++ordinal, error.file(), error.line(), error.reason()));
        }
        sql.batch("insert into release_error values (?, ?, ?, ?, ?)", rows);
    }

    @Override
    public Optional<RowError> firstError(ReleaseSubmissionId id, String file) {
        return sql.first(
                "select * from release_error where submission_id = ? and file = ? order by ordinal limit 1",
                ReleaseTable::error,
                id.value(),
                file);
    }

    private static RowError error(ResultSet row) throws SQLException {
        return new RowError(row.getString("file"), row.getLong("line"), row.getString("reason"));
    }

    @Override
    public Optional<ReleaseSubmission> find(ReleaseSubmissionId id) {
        return sql.first("select * from release_submission where id = ?", this::submission, id.value());
    }

    @Override
    public Optional<Instant> lastLoaded(String release) {
        return sql.first(
                "select submitted_at from release_submission where release = ? and state = 'LOADED'"
                        + " order by submitted_at desc limit 1",
                row -> Sql.instant(row, "submitted_at"),
                release);
    }

    @Override
    public List<String> loaded(String release) {
        List<String> rows = sql.list(
                "select manifest_digest from release_submission where release = ? and state = 'LOADED'"
                        + " order by manifest_digest",
                row -> row.getString("manifest_digest"),
                release);
        return Stream.concat(rows.stream(), concepts().stream()).toList();
    }

    /** The row loaded last counts, also of a load that was replaced: what there is depends on when each load came last. */
    private Optional<String> concepts() {
        List<String> loads = sql.list("""
                select manifest_digest from release_submission s join release_file f on f.submission_id = s.id
                where lower(f.file) = 'omop/concept.csv' and f.accepted > 0
                group by manifest_digest order by max(sequence)""", row -> row.getString("manifest_digest"));
        return loads.isEmpty()
                ? Optional.empty()
                : Optional.of(Digests.prefixed(String.join("\n", loads).getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public Page<ReleaseSubmission> list(int limit, long before) {
        record Numbered(long sequence, ReleaseSubmission submission) {}
        List<Numbered> found = sql.list(
                "select * from release_submission where sequence < ? order by sequence desc limit ?",
                row -> new Numbered(row.getLong("sequence"), submission(row)),
                before,
                limit + 1);
        return Page.of(found, limit, last -> Long.toString(last.sequence())).map(Numbered::submission);
    }

    @Override
    public Page<RowError> errors(ReleaseSubmissionId id, int limit, long after) {
        record Numbered(long ordinal, RowError error) {}
        List<Numbered> found = sql.list(
                "select * from release_error where submission_id = ? and ordinal > ? order by ordinal limit ?",
                row -> new Numbered(row.getLong("ordinal"), error(row)),
                id.value(),
                after,
                limit + 1);
        return Page.of(found, limit, last -> Long.toString(last.ordinal())).map(Numbered::error);
    }

    private ReleaseSubmission submission(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new ReleaseSubmission(
                new ReleaseSubmissionId(id),
                row.getString("partner"),
                row.getString("release"),
                ReleaseSubmission.State.valueOf(row.getString("state")),
                Sql.instant(row, "submitted_at"),
                row.getString("manifest_digest"),
                files(id));
    }

    private List<FileTotals> files(UUID id) {
        return sql.list(
                "select * from release_file where submission_id = ? order by position",
                row -> new FileTotals(
                        row.getString("file"),
                        row.getLong("rows"),
                        row.getLong("accepted"),
                        row.getLong("rejected"),
                        Sql.texts(row, "warnings")),
                id);
    }
}
