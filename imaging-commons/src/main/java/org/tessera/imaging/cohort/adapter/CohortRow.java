package org.tessera.imaging.cohort.adapter;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.cohort.CohortId;
import org.tessera.imaging.cohort.SavedCohort;

/** A saved cohort as its table has it. */
@Entity
@Table(name = "saved_cohort")
public class CohortRow extends PanacheEntityBase {
    @Id
    UUID id;

    String account;
    String name;

    @JdbcTypeCode(SqlTypes.JSON)
    CaseFilter filter;

    @Column(name = "catalogue_version")
    String catalogueVersion;

    int subjects;
    int studies;
    int images;

    @Column(name = "saved_at")
    Instant savedAt;

    /** How many opt-outs there were before the cohort was counted. */
    long withdrawals;

    /** The cohort that the row keeps. */
    SavedCohort cohort() {
        return new SavedCohort(new CohortId(id), name, filter, catalogueVersion, subjects, studies, images, savedAt);
    }
}
