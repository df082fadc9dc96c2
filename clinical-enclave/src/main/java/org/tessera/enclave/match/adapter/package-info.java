/** How match requests are asked for, answered and kept: REST, Kafka, PostgreSQL, key files. */
@NullMarked
package org.tessera.enclave.match.adapter;

import org.jspecify.annotations.NullMarked;
