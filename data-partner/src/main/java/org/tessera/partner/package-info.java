@NullMarked
package org.tessera.partner;

import org.jspecify.annotations.NullMarked;
