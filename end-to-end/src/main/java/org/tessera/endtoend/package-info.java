@NullMarked
package org.tessera.endtoend;

import org.jspecify.annotations.NullMarked;
