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

    /** Cases per category of sex, race, ethnicity and age (MIDRC enumerations; what is missing is "Not Reported"). */
    Map<String, Map<String, Count>> profile(String version, CaseFilter filter);

    /** Writes one subject id a line as NDJSON, in order. */
    void writeSubjects(String version, CaseFilter filter, OutputStream out) throws IOException;

    /** Writes the manifest of the selected images as CSV, in order. */
    void writeManifest(String version, CaseFilter filter, OutputStream out) throws IOException;

    /** The same, of the listed cases alone; one that is unknown or withdrawn has no row, alike. */
    void writeManifest(String version, CaseFilter filter, List<CommonsSubjectId> listed, OutputStream out)
            throws IOException;
}
