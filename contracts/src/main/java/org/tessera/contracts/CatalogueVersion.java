package org.tessera.contracts;

import java.time.Instant;

/**
 * Ends the publication of one version of the commons' public catalogue. The parts carry gzip of NDJSON, one {@link CatalogueCase} a line.
 *
 * @param version name of the version, for example "2026.1"
 * @param publishedAt when it was frozen
 * @param cases cases in it
 * @param studies imaging studies in it
 * @param measurements COVID-19 tests in it
 * @param files image files in it
 * @param transfer the plain parts
 */
public record CatalogueVersion(
        String version, Instant publishedAt, int cases, int studies, int measurements, int files, Transfer transfer)
        implements Payload {}
