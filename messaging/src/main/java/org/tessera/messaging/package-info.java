/**
 * What every service does identically with messages: an outbox that commits with the state, an inbox that handles each
 * message once, a quarantine for what is wrong, and a ledger that cannot be rewritten unseen.
 */
@NullMarked
package org.tessera.messaging;

import org.jspecify.annotations.NullMarked;
