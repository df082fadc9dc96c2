/**
 * How fast the parts are that must be fast, each beside a named peer on the same data in the same run. Nothing here is
 * asserted: a time depends on the machine.
 */
@NullMarked
package org.tessera.benchmarks;

import org.jspecify.annotations.NullMarked;
