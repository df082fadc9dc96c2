/**
 * Takes the partners' tokens in, keeps them encrypted, and says what is held. A token in clear is only ever in memory.
 */
@NullMarked
package org.tessera.broker.tokens;

import org.jspecify.annotations.NullMarked;
