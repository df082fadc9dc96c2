package org.tessera.imaging.cohort;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Count;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.cohort.SavedCohort.Size;

/** Who and what a filter selects in a version; withdrawn cases never. */
public interface Members {
    /** Counts. */
    Size size(String version, CaseFilter filter);

    /** Cases and how they are composed, in one look at them: a case that is withdrawn meanwhile is in all counts or in none. */
    Composition composition(String version, CaseFilter filter);

    /**
     * Who the selected cases are.
     *
     * @param subjects cases
     * @param attributes cases per category of sex, race, ethnicity and age (MIDRC enumerations; what is missing is "Not
     *     Reported"); those of each attribute add up to all cases
     */
    record Composition(int subjects, Map<String, Map<String, Count>> attributes) {}

    /** Writes one subject id a line as NDJSON, in order; returns how many. */
    int writeSubjects(String version, CaseFilter filter, OutputStream out) throws IOException;

    /** Writes the manifest of the selected images as CSV, in order. */
    void writeManifest(String version, CaseFilter filter, OutputStream out) throws IOException;

    /** The same, of the listed cases alone; one that is unknown or withdrawn has no row, alike. */
    void writeManifest(String version, CaseFilter filter, List<CommonsSubjectId> listed, OutputStream out)
            throws IOException;
}
