/** The outside of advice: its endpoint. Nothing is decided here. */
@NullMarked
package org.tessera.representativeness.advice.adapter;

import org.jspecify.annotations.NullMarked;
