/** The outside of comparisons: the endpoints. Nothing is decided here. */
@NullMarked
package org.tessera.representativeness.comparison.adapter;

import org.jspecify.annotations.NullMarked;
