/** The history in this service's database: entries, one sealer, heads given to and kept of the counterparts. */
@NullMarked
package org.tessera.messaging.ledger;

import org.jspecify.annotations.NullMarked;
