/** Tests of the world of local processes. Those that need real servers are run by {@code ./run e2e}. */
@NullMarked
package org.tessera.endtoend.world;

import org.jspecify.annotations.NullMarked;
