/**
 * The inquiries' outside: HTTP endpoints, table, messages. Nothing here decides.
 */
@NullMarked
package org.tessera.imaging.feasibility.adapter;

import org.jspecify.annotations.NullMarked;
