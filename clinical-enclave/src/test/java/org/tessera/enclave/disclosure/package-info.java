@NullMarked
package org.tessera.enclave.disclosure;

import org.jspecify.annotations.NullMarked;
