/**
 * Plain SQL without ceremony for the features of the enclave. Statements join the caller's transaction; without one each
 * stands alone.
 */
@NullMarked
package org.tessera.enclave.database.adapter;

import org.jspecify.annotations.NullMarked;
