/**
 * The Jensen-Shannon distance and what is true of it under suppressed cells. Pure arithmetic: it knows categories and
 * weights, no persons, no sources.
 */
@NullMarked
package org.tessera.representativeness.distance;

import org.jspecify.annotations.NullMarked;
