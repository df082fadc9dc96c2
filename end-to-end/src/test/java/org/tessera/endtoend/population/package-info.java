/** Tests of the population: a small independent linkage and interval rule must find what was planned, from the files alone. */
@NullMarked
package org.tessera.endtoend.population;

import org.jspecify.annotations.NullMarked;
