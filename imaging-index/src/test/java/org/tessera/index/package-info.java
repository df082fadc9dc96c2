/** Tests of the researcher's tool. */
@NullMarked
package org.tessera.index;

import org.jspecify.annotations.NullMarked;
