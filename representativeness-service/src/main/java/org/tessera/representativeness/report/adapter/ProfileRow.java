package org.tessera.representativeness.report.adapter;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of table {@code profile}. */
@Entity
@Table(name = "profile")
public class ProfileRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "profile_id")
    UUID profileId;

    String stage;
    String label;

    @Nullable
    String owner;

    @Column(name = "as_of")
    Instant asOf;

    String counts;
}
