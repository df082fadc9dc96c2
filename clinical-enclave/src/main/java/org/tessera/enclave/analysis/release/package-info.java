/**
 * The resources that a project may ask to take out: funnel, characteristics, models, curves and cohort profiles, each
 * rounded and suppressed before it is frozen, with the person sets behind its numbers.
 */
@NullMarked
package org.tessera.enclave.analysis.release;

import org.jspecify.annotations.NullMarked;
