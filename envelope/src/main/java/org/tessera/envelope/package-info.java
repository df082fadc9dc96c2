/**
 * What a message looks like on the wire: CloudEvents 1.0 in binary mode (Kafka headers {@code ce_*}, value is the exact
 * JSON), a detached JWS of the writer, contents sealed as JWE, large contents in padded parts. No framework.
 */
@NullMarked
package org.tessera.envelope;

import org.jspecify.annotations.NullMarked;
