/**
 * Messages out: signed by the partner, sealed to their reader, over Kafka as the partner's own client of the mesh.
 * Nothing is read back.
 */
@NullMarked
package org.tessera.partner.wire;

import org.jspecify.annotations.NullMarked;
