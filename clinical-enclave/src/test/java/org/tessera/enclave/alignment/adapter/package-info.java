@NullMarked
package org.tessera.enclave.alignment.adapter;

import org.jspecify.annotations.NullMarked;
