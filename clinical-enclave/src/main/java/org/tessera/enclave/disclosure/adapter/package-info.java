/**
 * The resources that may be asked for: funnel, characteristics, models, curves and cohort profiles, each rounded and
 * suppressed before it is frozen, with the person sets behind its numbers.
 */
@NullMarked
package org.tessera.enclave.disclosure.adapter;

import org.jspecify.annotations.NullMarked;
