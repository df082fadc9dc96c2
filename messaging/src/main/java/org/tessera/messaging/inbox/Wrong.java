package org.tessera.messaging.inbox;

/** A message that is not as it must be; its text is a stable reason code without content. */
final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
