package org.tessera.imaging.cohort;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tessera.imaging.catalog.CaseFilter;

/**
 * A filter over one version of the catalogue, with what it selects there; withdrawn cases do not count.
 *
 * @param id this cohort
 * @param name the researcher's name for it
 * @param filter what it selects
 * @param catalogueVersion of which version
 * @param subjects cases in it
 * @param studies imaging studies in it
 * @param images image files in it
 * @param savedAt when it was saved
 */
@Schema(description = "A filter over one catalogue version, with what it selects there; withdrawn cases do not count.")
public record SavedCohort(
        CohortId id,
        String name,
        CaseFilter filter,
        String catalogueVersion,
        int subjects,
        int studies,
        int images,
        Instant savedAt) {
    /**
     * What a cohort selects.
     *
     * @param subjects cases
     * @param studies imaging studies
     * @param images image files
     */
    public record Size(int subjects, int studies, int images) {}

    /** Where it stands in its owner's list. */
    public CohortPlace place() {
        return new CohortPlace(savedAt, id);
    }
}
