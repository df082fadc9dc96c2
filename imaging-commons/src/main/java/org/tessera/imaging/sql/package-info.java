/**
 * Plain SQL where bulk matters: rows out as a stream, rows in by COPY. Everything else of the database is in the adapters.
 */
@NullMarked
package org.tessera.imaging.sql;

import org.jspecify.annotations.NullMarked;
