/** Tests of the world of local processes. They need real servers, and are run by {@code ./run e2e}. */
@NullMarked
package org.tessera.endtoend.world;

import org.jspecify.annotations.NullMarked;
