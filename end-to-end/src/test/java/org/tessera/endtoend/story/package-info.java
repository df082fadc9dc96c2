/** The page of a journey that was never made: its words, and how it looks. */
@NullMarked
package org.tessera.endtoend.story;

import org.jspecify.annotations.NullMarked;
