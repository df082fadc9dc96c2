/**
 * The catalogue's outside: its HTTP endpoints, its tables, its messages. Nothing here decides.
 */
@NullMarked
package org.tessera.imaging.catalog.adapter;

import org.jspecify.annotations.NullMarked;
