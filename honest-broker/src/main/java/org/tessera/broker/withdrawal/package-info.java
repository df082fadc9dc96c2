/**
 * Opt-outs: a reference that its partner has withdrawn is never linked and never counted again, whatever tokens that
 * partner sends later. A partner withdraws only what is its own; the same reference of another partner is left alone.
 */
@NullMarked
package org.tessera.broker.withdrawal;

import org.jspecify.annotations.NullMarked;
