/**
 * Counts a file of one row per case by month and category. DuckDB reads it, in bounded memory; what comes out are the
 * cumulative counts that the representativeness service imports, so no person reaches a service.
 */
@NullMarked
package org.tessera.cases;

import org.jspecify.annotations.NullMarked;
