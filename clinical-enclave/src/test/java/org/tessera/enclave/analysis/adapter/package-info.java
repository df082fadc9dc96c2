@NullMarked
package org.tessera.enclave.analysis.adapter;

import org.jspecify.annotations.NullMarked;
