@NullMarked
package org.tessera.representativeness;

import org.jspecify.annotations.NullMarked;
