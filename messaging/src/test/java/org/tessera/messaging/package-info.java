/** Tests of messaging on real servers. A small service, in the broker's name, that remembers what it was given. */
@NullMarked
package org.tessera.messaging;

import org.jspecify.annotations.NullMarked;
