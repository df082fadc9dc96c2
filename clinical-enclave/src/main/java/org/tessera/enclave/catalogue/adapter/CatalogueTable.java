package org.tessera.enclave.catalogue.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.ContractJson;
import org.tessera.enclave.catalogue.Catalogue;
import org.tessera.enclave.catalogue.CatalogueVersions;
import org.tessera.enclave.catalogue.TakenVersion;
import org.tessera.messaging.Sql;
import org.tessera.rest.Page;

/** Catalogue versions and their cases in PostgreSQL; a case is kept as the JSON it came as. */
@ApplicationScoped
public class CatalogueTable implements Catalogue, CatalogueVersions {
    private static final int PAGE = 1000;

    private final Sql sql;

    /** @param sql holds the tables */
    public CatalogueTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<CatalogueCase> find(String version, CommonsSubjectId id) {
        return sql.first(
                "select content from catalogue_case where version = ? and submitter_id = ?",
                CatalogueTable::subject,
                version,
                id.value());
    }

    @Override
    public Stream<CatalogueCase> cases(String version) {
        return Stream.iterate(
                        page(version, ""),
                        page -> !page.isEmpty(),
                        page -> page(version, page.getLast().submitterId().value()))
                .flatMap(List::stream);
    }

    private List<CatalogueCase> page(String version, String after) {
        return sql.list(
                "select content from catalogue_case where version = ? and submitter_id > ? order by submitter_id limit "
                        + PAGE,
                CatalogueTable::subject,
                version,
                after);
    }

    @Override
    public Optional<TakenVersion> find(String version) {
        return sql.first("select * from catalogue_version where version = ?", CatalogueTable::version, version);
    }

    @Override
    public Page<TakenVersion> list(int limit, String after) {
        List<TakenVersion> found = sql.list("""
                select * from catalogue_version where ? = '' or (published_at, version) <
                  (select published_at, version from catalogue_version where version = ?)
                order by published_at desc, version desc limit ?""", CatalogueTable::version, after, after, limit + 1);
        return Page.of(found, limit, TakenVersion::version);
    }

    @Override
    public void begin(TakenVersion version) {
        sql.update(
                """
                insert into catalogue_version
                  (version, published_at, received_at, digest, cases, studies, measurements, files)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                version.version(),
                version.publishedAt(),
                version.receivedAt(),
                version.digest(),
                version.cases(),
                version.studies(),
                version.measurements(),
                version.files());
    }

    @Override
    public int add(String version, List<CatalogueCase> cases) {
        return sql.with(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into catalogue_case (version, submitter_id, content) values (?, ?, ?::jsonb)"
                            + " on conflict do nothing")) {
                for (CatalogueCase subject : cases) {
                    insert.setString(1, version);
                    insert.setString(2, subject.submitterId().value());
                    insert.setString(3, ContractJson.text(subject));
                    insert.addBatch();
                }
                int added = 0;
                for (int count : insert.executeBatch()) {
                    added += count;
                }
                return added;
            }
        });
    }

    @Override
    public Set<CommonsSubjectId> available(String version, List<CommonsSubjectId> subjects) {
        return new HashSet<>(sql.list(
                """
                select c.submitter_id from catalogue_case c where c.version = ? and c.submitter_id = any (?)
                and exists (select 1 from catalogue_case n where n.submitter_id = c.submitter_id and n.version =
                  (select version from catalogue_version order by published_at desc, version desc limit 1))""",
                row -> new CommonsSubjectId(row.getString(1)),
                version,
                subjects.stream().map(CommonsSubjectId::value).toList()));
    }

    @Override
    public Set<CommonsSubjectId> gone(String version) {
        return new HashSet<>(sql.list("""
                with newest as (select version from catalogue_version order by published_at desc, version desc limit 1)
                select c.submitter_id from catalogue_case c
                where c.version = ? and c.version <> (select version from newest)
                and not exists (select 1 from catalogue_case n where n.submitter_id = c.submitter_id
                  and n.version = (select version from newest))""", row -> new CommonsSubjectId(row.getString(1)), version));
    }

    private static CatalogueCase subject(ResultSet row) throws SQLException {
        try {
            return ContractJson.read(row.getString("content"), CatalogueCase.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TakenVersion version(ResultSet row) throws SQLException {
        return new TakenVersion(
                row.getString("version"),
                Sql.instant(row, "published_at"),
                Sql.instant(row, "received_at"),
                row.getInt("cases"),
                row.getInt("studies"),
                row.getInt("measurements"),
                row.getInt("files"),
                row.getString("digest"));
    }
}
