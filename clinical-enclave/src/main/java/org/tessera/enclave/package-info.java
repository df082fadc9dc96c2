@NullMarked
package org.tessera.enclave;

import org.jspecify.annotations.NullMarked;
