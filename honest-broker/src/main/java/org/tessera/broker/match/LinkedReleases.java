package org.tessera.broker.match;

/**
 * Two releases that are linked with each other.
 *
 * @param imaging the imaging release
 * @param clinical the clinical one
 */
public record LinkedReleases(String imaging, String clinical) {}
