package org.tessera.cases;

/** A file of cases cannot be counted; the message says why, without a word of its rows. */
public final class CaseFileUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaseFileUnusable(String message) {
        super(message);
    }

    CaseFileUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
