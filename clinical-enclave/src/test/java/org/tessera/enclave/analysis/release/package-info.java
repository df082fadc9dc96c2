@NullMarked
package org.tessera.enclave.analysis.release;

import org.jspecify.annotations.NullMarked;
