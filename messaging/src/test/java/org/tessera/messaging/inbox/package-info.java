/** Tests of the way in that need no server. What needs one is in the package above. */
@NullMarked
package org.tessera.messaging.inbox;

import org.jspecify.annotations.NullMarked;
