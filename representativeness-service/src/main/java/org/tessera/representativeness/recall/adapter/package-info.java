/** The outside of recalls: their table. Nothing is decided here. */
@NullMarked
package org.tessera.representativeness.recall.adapter;

import org.jspecify.annotations.NullMarked;
