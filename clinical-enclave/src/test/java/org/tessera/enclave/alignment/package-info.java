@NullMarked
package org.tessera.enclave.alignment;

import org.jspecify.annotations.NullMarked;
