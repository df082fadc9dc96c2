@NullMarked
package org.tessera.imaging;

import org.jspecify.annotations.NullMarked;
