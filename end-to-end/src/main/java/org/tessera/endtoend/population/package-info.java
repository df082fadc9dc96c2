/**
 * A synthetic population, seeded and deterministic, in the layout of a data set: two hospitals' names, de-identified
 * imaging cases with drawn radiographs, and OMOP rows. Its shape follows the papers; nothing in a service may know it.
 */
@NullMarked
package org.tessera.endtoend.population;

import org.jspecify.annotations.NullMarked;
