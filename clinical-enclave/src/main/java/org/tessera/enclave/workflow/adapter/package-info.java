/**
 * How reviewed objects are kept in PostgreSQL and how a refused move is told over HTTP. One document per object, with
 * the columns that are searched beside it.
 */
@NullMarked
package org.tessera.enclave.workflow.adapter;

import org.jspecify.annotations.NullMarked;
