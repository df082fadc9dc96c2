package org.tessera.imaging.cohort.adapter;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.imaging.cohort.CohortId;
import org.tessera.imaging.cohort.Cohorts;
import org.tessera.imaging.cohort.Members;
import org.tessera.imaging.cohort.SavedCohort;
import org.tessera.messaging.Sql;

/** Saved cohorts by Panache; what a withdrawal changed is counted again when somebody looks. */
@ApplicationScoped
@Transactional
class CohortTable implements Cohorts {
    private final Sql sql;
    private final Members members;
    private final Clock clock;

    CohortTable(Sql sql, Members members, Clock clock) {
        this.sql = sql;
        this.members = members;
        this.clock = clock;
    }

    @Override
    public void add(SavedCohort cohort, Actor owner) {
        CohortRow row = new CohortRow();
        row.id = cohort.id().value();
        row.account = owner.subject();
        row.name = cohort.name();
        row.filter = cohort.filter();
        row.catalogueVersion = cohort.catalogueVersion();
        row.savedAt = cohort.savedAt();
        row.countedAt = cohort.savedAt();
        row.subjects = cohort.subjects();
        row.studies = cohort.studies();
        row.images = cohort.images();
        row.persistAndFlush();
    }

    @Override
    public Optional<SavedCohort> find(CohortId id, Actor owner) {
        return CohortRow.<CohortRow>find("id = ?1 and account = ?2", id.value(), owner.subject())
                .firstResultOptional()
                .map(this::counted);
    }

    @Override
    public List<SavedCohort> list(Actor owner, int limit, @Nullable CohortId after) {
        PanacheQuery<CohortRow> query = after == null
                ? CohortRow.find("account = ?1 order by savedAt, id", owner.subject())
                : CohortRow.find(
                        "account = ?1 and (savedAt, id) > (select c.savedAt, c.id from CohortRow c"
                                + " where c.id = ?2 and c.account = ?1) order by savedAt, id",
                        owner.subject(),
                        after.value());
        return query.page(0, limit).list().stream().map(this::counted).toList();
    }

    @Override
    public boolean remove(CohortId id, Actor owner) {
        return CohortRow.delete("id = ?1 and account = ?2", id.value(), owner.subject()) > 0;
    }

    private SavedCohort counted(CohortRow row) {
        if (sql.exists("select from withdrawal where withdrawn_at >= ? limit 1", row.countedAt)) {
            SavedCohort.Size size = members.size(row.catalogueVersion, row.filter);
            row.subjects = size.subjects();
            row.studies = size.studies();
            row.images = size.images();
            row.countedAt = clock.instant();
        }
        return row.cohort();
    }
}
