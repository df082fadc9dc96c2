@NullMarked
package org.tessera.enclave.protocol;

import org.jspecify.annotations.NullMarked;
