/**
 * A domain's history that cannot be rewritten unseen: entries chained by SHA-256, heads signed by their owner. Everything
 * here works offline, on exported files.
 */
@NullMarked
package org.tessera.envelope.ledger;

import org.jspecify.annotations.NullMarked;
