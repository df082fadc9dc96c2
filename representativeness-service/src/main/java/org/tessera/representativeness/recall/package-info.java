/** What the enclave released and took back. It is forgotten here, and stays forgotten should it come again. */
@NullMarked
package org.tessera.representativeness.recall;

import org.jspecify.annotations.NullMarked;
