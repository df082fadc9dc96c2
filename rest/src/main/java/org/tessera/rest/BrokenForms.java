package org.tessera.rest;

import java.io.IOException;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser.MalformedMessageException;

/** Tells a form (multipart/form-data, RFC 7578) that the caller broke or cut off from a disk that could not keep it. */
final class BrokenForms {
    /** The framework has no type for it; a disk's failure is an {@link IOException} as well. */
    private static final String CUT_OFF = "Connection terminated parsing multipart request";

    private BrokenForms() {}

    /** Whether a request could not be read because of its form. */
    static boolean isOne(Throwable thrown) {
        return thrown instanceof MalformedMessageException
                || (thrown instanceof IOException && CUT_OFF.equals(thrown.getMessage()));
    }
}
