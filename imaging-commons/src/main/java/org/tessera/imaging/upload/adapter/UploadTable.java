package org.tessera.imaging.upload.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.UploadRequest.ModelCard;
import org.tessera.contracts.UploadRequestId;
import org.tessera.envelope.Actor;
import org.tessera.imaging.upload.Upload;
import org.tessera.imaging.upload.Upload.Blocked;
import org.tessera.imaging.upload.Upload.Failed;
import org.tessera.imaging.upload.Upload.Rejected;
import org.tessera.imaging.upload.Upload.Sent;
import org.tessera.imaging.upload.Upload.State;
import org.tessera.imaging.upload.Upload.Submitted;
import org.tessera.imaging.upload.Uploads;
import org.tessera.messaging.Sql;

/** Upload requests in their table. */
@ApplicationScoped
class UploadTable implements Uploads {
    private static final String COLUMNS = "select id, account, project, table_schema, model_name, model_version,"
            + " model_digest, manifest_digest, rows, parts, content_digest, submitted_at, deadline, state, reason,"
            + " changed_at from upload";

    private final Sql sql;

    UploadTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(Submitted upload) {
        Sent sent = upload.sent();
        sql.update(
                "insert into upload (id, account, project, table_schema, model_name, model_version, model_digest,"
                        + " manifest_digest, rows, parts, content_digest, submitted_at, deadline, state, changed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'SUBMITTED', ?)",
                sent.id().value(),
                sent.account(),
                sent.project(),
                sent.schema(),
                sent.model().name(),
                sent.model().version(),
                sent.model().digest(),
                sent.manifestDigest(),
                sent.rows(),
                sent.parts(),
                sent.contentDigest(),
                sent.submittedAt(),
                sent.deadline(),
                upload.at());
    }

    @Override
    public void save(Upload upload) {
        sql.update(
                "update upload set state = ?, reason = ?, changed_at = ? where id = ?",
                upload.state().name(),
                reason(upload),
                upload.at(),
                upload.sent().id().value());
    }

    /** The coarse reason of a state that has one. */
    static @Nullable String reason(Upload upload) {
        return switch (upload) {
            case Blocked blocked -> blocked.reason();
            case Rejected rejected -> rejected.reason();
            case Failed failed -> failed.reason();
            case Upload.Submitted s -> null;
            case Upload.Scanning s -> null;
            case Upload.UnderReview s -> null;
            case Upload.Approved s -> null;
            case Upload.Imported s -> null;
            case Upload.Cancelled s -> null;
        };
    }

    @Override
    public Optional<Upload> lock(UploadRequestId id) {
        return sql.first(COLUMNS + " where id = ? for update", UploadTable::read, id.value());
    }

    @Override
    public Optional<Upload> find(UploadRequestId id, Actor account) {
        return sql.first(COLUMNS + " where id = ? and account = ?", UploadTable::read, id.value(), account.subject());
    }

    @Override
    public List<Upload> list(Actor account, int limit, @Nullable UploadRequestId after) {
        UUID from = after == null ? null : after.value();
        return sql.list(
                COLUMNS + " where account = ? and (?::uuid is null or (submitted_at, id) >"
                        + " (select u.submitted_at, u.id from upload u where u.id = ? and u.account = ?))"
                        + " order by submitted_at, id limit ?",
                UploadTable::read,
                account.subject(),
                from,
                from,
                account.subject(),
                limit);
    }

    @Override
    public List<Upload> late(Instant now, int limit) {
        return sql.list(
                COLUMNS + " where state in ('SUBMITTED', 'SCANNING') and deadline < ? order by deadline limit ?"
                        + " for update skip locked",
                UploadTable::read,
                now,
                limit);
    }

    private static Upload read(ResultSet row) throws SQLException {
        Sent sent = new Sent(
                new UploadRequestId(row.getObject(1, UUID.class)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                new ModelCard(row.getString(5), row.getString(6), row.getString(7)),
                row.getString(8),
                row.getInt(9),
                row.getInt(10),
                row.getString(11),
                row.getObject(12, OffsetDateTime.class).toInstant(),
                row.getObject(13, OffsetDateTime.class).toInstant());
        String reason = row.getString(15);
        Instant at = row.getObject(16, OffsetDateTime.class).toInstant();
        return switch (State.valueOf(row.getString(14))) {
            case SUBMITTED -> new Submitted(sent, at);
            case SCANNING -> new Upload.Scanning(sent, at);
            case BLOCKED -> new Blocked(sent, at, reason);
            case UNDER_REVIEW -> new Upload.UnderReview(sent, at);
            case APPROVED -> new Upload.Approved(sent, at);
            case IMPORTED -> new Upload.Imported(sent, at);
            case REJECTED -> new Rejected(sent, at, reason);
            case FAILED -> new Failed(sent, at, reason);
            case CANCELLED -> new Upload.Cancelled(sent, at);
        };
    }
}
