/** Feasibility at the borders: messages, table, schedule. Nothing here decides. */
@NullMarked
package org.tessera.broker.feasibility.adapter;

import org.jspecify.annotations.NullMarked;
