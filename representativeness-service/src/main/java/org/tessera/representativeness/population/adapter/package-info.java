/** The outside of populations: the endpoints. Nothing is decided here. */
@NullMarked
package org.tessera.representativeness.population.adapter;

import org.jspecify.annotations.NullMarked;
