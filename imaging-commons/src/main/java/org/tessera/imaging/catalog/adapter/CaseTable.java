package org.tessera.imaging.catalog.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.ContractJson;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.catalog.CatalogueVersions;
import org.tessera.imaging.catalog.CatalogueVersions.Published;
import org.tessera.messaging.Sql;

/** Reads published cases. */
@ApplicationScoped
class CaseTable {
    private final Sql sql;
    private final CatalogueVersions versions;

    CaseTable(Sql sql, CatalogueVersions versions) {
        this.sql = sql;
        this.versions = versions;
    }

    /** Cases by id, after the given one; none where no version is named and none was published yet. */
    List<CatalogueCase> list(@Nullable String version, CaseFilter filter, int limit, String after) {
        Optional<Published> published = version == null ? versions.latest() : Optional.of(versions.require(version));
        if (published.isEmpty()) {
            return List.of();
        }
        Selection.Statement statement = Selection.cases(
                "select r.document::text",
                published.get().version(),
                filter,
                " and e.submitter_id > ? order by e.submitter_id limit ?",
                after,
                limit);
        return sql.list(statement.sql(), CaseTable::read, statement.values());
    }

    Optional<CatalogueCase> find(String submitterId) {
        return versions.latest().flatMap(version -> {
            Selection.Statement statement = Selection.cases(
                    "select r.document::text",
                    version.version(),
                    CaseFilter.all(),
                    " and e.submitter_id = ?",
                    submitterId);
            return sql.first(statement.sql(), CaseTable::read, statement.values());
        });
    }

    private static CatalogueCase read(ResultSet row) throws SQLException {
        try {
            return ContractJson.read(row.getString(1), CatalogueCase.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
