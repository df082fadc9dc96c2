package org.tessera.index;

import java.io.IOException;
import java.net.ConnectException;

/** Says why something could not be read, written or fetched, also where what was thrown has no message. */
final class Reasons {
    private Reasons() {}

    /** A part of a sentence. */
    static String of(IOException failure) {
        if (failure instanceof ConnectException) {
            return "the commons cannot be reached";
        }
        String message = failure.getMessage();
        return message == null ? "the connection failed (" + failure.getClass().getSimpleName() + ")" : message;
    }
}
