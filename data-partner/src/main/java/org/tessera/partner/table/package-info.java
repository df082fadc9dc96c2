/**
 * Tables as hospitals export them, read and written row by row in bounded memory: commas or tabs, Windows line ends, a
 * byte-order mark, quoted fields. What cannot be taken is reported by file, line and reason, and the totals add up.
 */
@NullMarked
package org.tessera.partner.table;

import org.jspecify.annotations.NullMarked;
