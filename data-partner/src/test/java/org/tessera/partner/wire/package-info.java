/** Messages out, where Kafka fails. */
@NullMarked
package org.tessera.partner.wire;

import org.jspecify.annotations.NullMarked;
