/** Opt-outs: a reference that was withdrawn is never linked and never counted again, whatever tokens come later. */
@NullMarked
package org.tessera.broker.withdrawal;

import org.jspecify.annotations.NullMarked;
