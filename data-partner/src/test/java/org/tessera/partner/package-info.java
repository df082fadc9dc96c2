/** Tests of the hospital's tool. */
@NullMarked
package org.tessera.partner;

import org.jspecify.annotations.NullMarked;
