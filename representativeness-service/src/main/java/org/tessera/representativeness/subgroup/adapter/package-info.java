/** The outside of subgroup reports: their channel, their table, their endpoint. Nothing is decided here. */
@NullMarked
package org.tessera.representativeness.subgroup.adapter;

import org.jspecify.annotations.NullMarked;
