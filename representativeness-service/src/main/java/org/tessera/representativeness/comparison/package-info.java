/**
 * Compares cohorts, given as counts, with reference populations: every cohort with every reference under a named
 * alignment, raw and adjusted, with what sampling and hidden cells do to the answer. It keeps nothing.
 */
@NullMarked
package org.tessera.representativeness.comparison;

import org.jspecify.annotations.NullMarked;
