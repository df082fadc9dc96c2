package org.tessera.imaging.cohort.adapter;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.cohort.CohortId;
import org.tessera.imaging.cohort.CohortPlace;
import org.tessera.imaging.cohort.Cohorts;
import org.tessera.imaging.cohort.Members;
import org.tessera.imaging.cohort.SavedCohort;
import org.tessera.messaging.Sql;

/**
 * Saved cohorts by Panache; what a withdrawal changed is counted again when somebody looks. Whether one came since is known
 * by their number, which only grows, looked at before the cohort is counted. Their instants would not do: a withdrawal has
 * its instant before others can see it.
 */
@ApplicationScoped
@Transactional
class CohortTable implements Cohorts {
    private final Sql sql;
    private final Members members;

    CohortTable(Sql sql, Members members) {
        this.sql = sql;
        this.members = members;
    }

    @Override
    public SavedCohort add(String name, CaseFilter filter, String catalogueVersion, Actor owner, Instant now) {
        CohortRow row = new CohortRow();
        row.id = CohortId.random().value();
        row.account = owner.subject();
        row.name = name;
        row.filter = filter;
        row.catalogueVersion = catalogueVersion;
        row.savedAt = now;
        count(row, withdrawals());
        row.persistAndFlush();
        return row.cohort();
    }

    @Override
    public Optional<SavedCohort> find(CohortId id, Actor owner) {
        return CohortRow.<CohortRow>find("id = ?1 and account = ?2", id.value(), owner.subject())
                .firstResultOptional()
                .map(row -> counted(row, withdrawals()));
    }

    @Override
    public long count(Actor owner) {
        return CohortRow.count("account", owner.subject());
    }

    /**
     * An account may have hundreds that one withdrawal makes old: what was counted stays, whatever becomes of the list. No
     * connection is held meanwhile, for each count takes one.
     */
    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public List<SavedCohort> list(Actor owner, int limit, @Nullable CohortPlace after) {
        long withdrawals = withdrawals();
        return QuarkusTransaction.requiringNew().call(() -> rows(owner, limit, after)).stream()
                .map(row -> row.withdrawals == withdrawals
                        ? row.cohort()
                        : QuarkusTransaction.requiringNew()
                                .call(() -> find(new CohortId(row.id), owner))
                                .orElseGet(row::cohort))
                .toList();
    }

    private static List<CohortRow> rows(Actor owner, int limit, @Nullable CohortPlace after) {
        PanacheQuery<CohortRow> query = after == null
                ? CohortRow.find("account = ?1 order by savedAt, id", owner.subject())
                : CohortRow.find(
                        "account = ?1 and (savedAt, id) > (?2, ?3) order by savedAt, id",
                        owner.subject(),
                        after.savedAt(),
                        after.id().value());
        return query.page(0, limit).list();
    }

    @Override
    public boolean remove(CohortId id, Actor owner) {
        return CohortRow.delete("id = ?1 and account = ?2", id.value(), owner.subject()) > 0;
    }

    private long withdrawals() {
        return sql.count("select count(*) from withdrawal");
    }

    private SavedCohort counted(CohortRow row, long withdrawals) {
        if (row.withdrawals != withdrawals) {
            count(row, withdrawals);
        }
        return row.cohort();
    }

    private void count(CohortRow row, long withdrawals) {
        SavedCohort.Size size = members.size(row.catalogueVersion, row.filter);
        row.subjects = size.subjects();
        row.studies = size.studies();
        row.images = size.images();
        row.withdrawals = withdrawals;
    }
}
