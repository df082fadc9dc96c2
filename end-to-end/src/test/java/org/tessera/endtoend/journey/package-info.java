/** The journey as a test: its numbers, its refusals, what leaks on the way, and what a kill at any moment does to it. */
@NullMarked
package org.tessera.endtoend.journey;

import org.jspecify.annotations.NullMarked;
