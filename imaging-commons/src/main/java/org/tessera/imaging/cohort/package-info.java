/**
 * Cohorts that a researcher saves over one version of the catalogue, their manifests and profiles. Counts are of public cases and exact.
 */
@NullMarked
package org.tessera.imaging.cohort;

import org.jspecify.annotations.NullMarked;
