/**
 * Match requests of the enclave: checked, linked over whole releases, answered with sealed pairs. Nothing of a pair stays
 * when the answer has left.
 */
@NullMarked
package org.tessera.broker.match;

import org.jspecify.annotations.NullMarked;
