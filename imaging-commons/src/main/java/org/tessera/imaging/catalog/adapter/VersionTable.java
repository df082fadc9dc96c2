package org.tessera.imaging.catalog.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.Refusals;
import org.tessera.imaging.catalog.CatalogueVersions;
import org.tessera.messaging.Sql;

/** Versions and their entries. An entry points at a revision, so a version costs a row per case and nothing is copied. */
@ApplicationScoped
class VersionTable implements CatalogueVersions {
    private static final String COLUMNS =
            "select version, published_at, cases, studies, measurements, files from catalogue_version";

    /**
     * One statement, so that an opt-out that comes meanwhile is in the counts as it is in the entries. The enclave takes the
     * version with the latest time for the newest: the time goes on from the version before, also when the clock was set back.
     */
    private static final String FREEZE = """
            with entering as (
                select c.submitter_id, c.revision from current_case c
                 where not exists (select from withdrawal w where w.reference = c.submitter_id and w.partner = c.partner)
            ), named as (
                insert into catalogue_version
                       (version, published_at, published_by, cases, studies, measurements, files)
                select ?,
                       greatest(?, (select max(published_at) + interval '1 microsecond' from catalogue_version)),
                       ?,
                       (select count(*) from entering),
                       (select count(*) from entering n join revision_study s on s.revision = n.revision),
                       (select coalesce(sum(jsonb_array_length(r.document -> 'measurements')), 0)
                          from entering n join case_revision r on r.revision = n.revision),
                       (select count(*) from entering n join revision_series x on x.revision = n.revision
                         where x.object_id is not null)
            )
            insert into catalogue_entry (version, submitter_id, revision)
            select ?, submitter_id, revision from entering
            """;

    private final Sql sql;

    VersionTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Published freeze(String version, Instant now, String publishedBy) {
        sql.lock("catalogue");
        if (find(version).isPresent()) {
            throw Refusals.conflict(
                    "catalogue-version-exists",
                    "There is a catalogue version of that name, and a version never changes.");
        }
        sql.update(FREEZE, version, now, publishedBy, version);
        sql.update("analyze catalogue_entry");
        return find(version).orElseThrow();
    }

    @Override
    public Optional<Published> find(String version) {
        return sql.first(COLUMNS + " where version = ?", VersionTable::read, version);
    }

    @Override
    public Optional<Published> latest() {
        return sql.first(COLUMNS + " order by sequence desc limit 1", VersionTable::read);
    }

    @Override
    public List<Published> list(int limit, @Nullable String after) {
        return sql.list(
                COLUMNS + " where sequence < coalesce((select v.sequence from catalogue_version v where v.version = ?),"
                        + " 9223372036854775807) order by sequence desc limit ?",
                VersionTable::read,
                after,
                limit);
    }

    @Override
    public void write(String version, OutputStream out) throws IOException {
        try {
            sql.each(
                    "select r.document::text from catalogue_entry e join case_revision r on r.revision = e.revision"
                            + " where e.version = ? order by e.submitter_id",
                    row -> line(row, out),
                    version);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void line(ResultSet row, OutputStream out) throws SQLException {
        try {
            out.write(row.getString(1).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Published read(ResultSet row) throws SQLException {
        return new Published(
                row.getString(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6));
    }
}
