/** How the catalogue comes in and where it is kept: Kafka, PostgreSQL, REST. */
@NullMarked
package org.tessera.enclave.catalogue.adapter;

import org.jspecify.annotations.NullMarked;
