package org.tessera.imaging.cohort;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.imaging.catalog.CaseFilter;

/** Saved cohorts, each of one account and shown to nobody else. */
public interface Cohorts {
    /** Saves a new one, counted. */
    SavedCohort add(String name, CaseFilter filter, String catalogueVersion, Actor owner, Instant now);

    /** The account's cohort of that id, counted again when a case was withdrawn since. */
    Optional<SavedCohort> find(CohortId id, Actor owner);

    /** How many the account has. */
    long count(Actor owner);

    /** The account's cohorts, oldest first, after the given place. */
    List<SavedCohort> list(Actor owner, int limit, @Nullable CohortPlace after);

    /** Forgets it; false when the account has none of that id. */
    boolean remove(CohortId id, Actor owner);
}
