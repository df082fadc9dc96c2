@NullMarked
package org.tessera.index;

import org.jspecify.annotations.NullMarked;
