/** How bundles and opt-outs come in and where the rows go: REST, Kafka, PostgreSQL with COPY. */
@NullMarked
package org.tessera.enclave.omop.adapter;

import org.jspecify.annotations.NullMarked;
