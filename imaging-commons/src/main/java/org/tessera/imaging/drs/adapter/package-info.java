/**
 * The objects' outside: HTTP endpoints and the tables they are found in. Nothing here decides.
 */
@NullMarked
package org.tessera.imaging.drs.adapter;

import org.jspecify.annotations.NullMarked;
