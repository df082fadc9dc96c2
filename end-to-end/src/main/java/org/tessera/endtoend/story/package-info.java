/**
 * What remains of a journey: a folder with the released tables, the ledgers and one page. Only what was released, and
 * what the researcher may know outside, goes into it.
 */
@NullMarked
package org.tessera.endtoend.story;

import org.jspecify.annotations.NullMarked;
