/**
 * Reference populations as data with provenance, and the named, versioned alignments that bring a cohort's categories
 * and a reference's to the same ones. Nothing is ever guessed from equal strings.
 */
@NullMarked
package org.tessera.representativeness.population;

import org.jspecify.annotations.NullMarked;
