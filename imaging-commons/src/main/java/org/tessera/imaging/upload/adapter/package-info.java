/**
 * The uploads' outside: HTTP endpoints, table, messages. Nothing here decides.
 */
@NullMarked
package org.tessera.imaging.upload.adapter;

import org.jspecify.annotations.NullMarked;
