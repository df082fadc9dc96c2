/** The way out: rows that commit with the state, one relay that publishes them. What is here is called through {@code Outbox}. */
@NullMarked
package org.tessera.messaging.outbox;

import org.jspecify.annotations.NullMarked;
