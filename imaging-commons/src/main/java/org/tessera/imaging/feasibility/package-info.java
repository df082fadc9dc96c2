/**
 * How many of a saved cohort have clinical data, asked of the honest broker. Small cohorts and too many questions are refused here at once.
 */
@NullMarked
package org.tessera.imaging.feasibility;

import org.jspecify.annotations.NullMarked;
