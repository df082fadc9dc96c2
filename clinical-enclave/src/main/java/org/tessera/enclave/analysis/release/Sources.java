package org.tessera.enclave.analysis.release;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Which domain told what stands in a project's tables, and as of when (statistics.md, section 3).
 *
 * @param commons the commons' catalogue: sex, race, ethnicity and age
 * @param enclave the clinical records: outcome, indicators and history
 */
record Sources(Source commons, Source enclave) {
    /**
     * What a variable was read from.
     *
     * @param name domain and version, "imaging-commons/2026.1" or "clinical-enclave/R1"
     * @param asOf day in UTC, ISO: when the catalogue's version was published, when the last load of the release began; "unknown" of a
     *     version or release that the enclave has no such note of
     */
    record Source(String name, String asOf) {
        static Source of(String domain, String version, Optional<Instant> asOf) {
            return new Source(
                    domain + "/" + version,
                    asOf.map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC).toString())
                            .orElse("unknown"));
        }
    }

    /** Of an attribute of the characteristics. */
    Source of(String attribute) {
        return Categories.ATTRIBUTES.contains(attribute) ? commons : enclave;
    }

    /** Of what rests on both, as a verdict does: both names and both days, in this order, a space between. */
    Source both() {
        return new Source(commons.name() + " " + enclave.name(), commons.asOf() + " " + enclave.asOf());
    }
}
