@NullMarked
package org.tessera.enclave.analysis;

import org.jspecify.annotations.NullMarked;
