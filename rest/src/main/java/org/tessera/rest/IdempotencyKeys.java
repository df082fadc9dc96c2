package org.tessera.rest;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A POST that creates happens once per key, whatever dies in between. */
public interface IdempotencyKeys {
    /**
     * Runs the work and keeps its answer under (account, operation, key), all in the transaction it opens or joins; a
     * second call with the same key returns the first answer without running the work. Throws the problem
     * "idempotency-key-missing" (400) when the key is null or blank and "idempotency-key-reused" (422) when the same
     * key comes with another request.
     *
     * @param key value of the header {@code Idempotency-Key}
     * @param operation name of the operation, "create-cohort"
     * @param request the request; its JSON tells whether it is the same
     * @param answer type of the answer
     */
    <T> T once(@Nullable String key, String operation, Object request, Class<T> answer, Supplier<T> work);
}
