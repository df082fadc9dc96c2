package org.tessera.imaging.catalog;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.Refusals;

/** The frozen versions of the catalogue. A version, once there, never changes. */
public interface CatalogueVersions {
    /**
     * A version.
     *
     * @param version its name, "2026.1"
     * @param publishedAt when it was frozen
     * @param cases cases in it
     * @param studies imaging studies in it
     * @param measurements COVID-19 tests in it
     * @param files image files in it
     */
    record Published(String version, Instant publishedAt, int cases, int studies, int measurements, int files) {}

    /** Freezes the current cases, those that are withdrawn left out, in the caller's transaction; one at a time. */
    Published freeze(String version, Instant now, String publishedBy);

    /** The version of that name. */
    Optional<Published> find(String version);

    /** The newest version. */
    Optional<Published> latest();

    /**
     * The named version, or the newest. Throws the problems "catalogue-version-unknown" (422) and "catalogue-unpublished"
     * (409).
     */
    default Published require(@Nullable String version) {
        if (version == null) {
            return latest().orElseThrow(() ->
                    Refusals.conflict("catalogue-unpublished", "No catalogue version was published yet."));
        }
        return find(version)
                .orElseThrow(() -> Refusals.unprocessable(
                        "catalogue-version-unknown", "There is no catalogue version of that name."));
    }

    /** Newest first, after the given one. */
    List<Published> list(int limit, @Nullable String after);

    /** Writes every case of the version as NDJSON, one {@code CatalogueCase} a line. */
    void write(String version, OutputStream out) throws IOException;
}
