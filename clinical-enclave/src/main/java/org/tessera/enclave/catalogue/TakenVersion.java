package org.tessera.enclave.catalogue;

import java.time.Instant;

/**
 * A version of the commons' catalogue that the enclave took in.
 *
 * @param version its name, "2026.1"
 * @param publishedAt when the commons froze it
 * @param receivedAt when it was taken in
 * @param cases cases in it
 * @param studies imaging studies in it
 * @param measurements COVID-19 tests in it
 * @param files image files in it
 * @param digest "sha256:..." of its parts
 */
public record TakenVersion(
        String version,
        Instant publishedAt,
        Instant receivedAt,
        int cases,
        int studies,
        int measurements,
        int files,
        String digest) {}
