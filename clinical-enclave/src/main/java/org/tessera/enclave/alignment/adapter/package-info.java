/**
 * Where alignment meets the database and HTTP. Rows are shown under the project's aliases only; persons of the enclave
 * never leave this side.
 */
@NullMarked
package org.tessera.enclave.alignment.adapter;

import org.jspecify.annotations.NullMarked;
