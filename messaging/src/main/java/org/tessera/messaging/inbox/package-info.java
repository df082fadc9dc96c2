/** The way in: one consumer, checks, each message handled once, quarantine for what is wrong. Services implement {@code MessageHandler}. */
@NullMarked
package org.tessera.messaging.inbox;

import org.jspecify.annotations.NullMarked;
