package org.tessera.representativeness.population.adapter;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of table {@code library_entry}: one version of a reference or an alignment. */
@Entity
@Table(name = "library_entry")
public class LibraryEntryRow extends PanacheEntityBase {
    /** What an entry is. */
    public enum Kind {
        REFERENCE,
        ALIGNMENT
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Enumerated(EnumType.STRING)
    Kind kind;

    String name;
    String attribute;
    int version;

    @Nullable
    String owner;

    String document;

    @Column(name = "added_at")
    Instant addedAt;
}
