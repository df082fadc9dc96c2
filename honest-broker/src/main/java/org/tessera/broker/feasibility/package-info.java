/**
 * How many of a saved cohort have clinical data, said so that asking again and again reveals no member: large cohorts,
 * coarse answers, remembered cohorts, budgets, and the same time to answer whatever the result (governance.md).
 */
@NullMarked
package org.tessera.broker.feasibility;

import org.jspecify.annotations.NullMarked;
