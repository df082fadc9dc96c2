package org.tessera.enclave.workflow.adapter;

import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.tessera.rest.Problems;

/** What a body must have. */
public final class Required {
    private Required() {}

    /** The value, or the problem "field-missing" (400). */
    public static <T> T of(@Nullable T value, String field) {
        if (value == null) {
            throw Problems.of(Response.Status.BAD_REQUEST, "field-missing", "The field " + field + " is missing.");
        }
        return value;
    }
}
