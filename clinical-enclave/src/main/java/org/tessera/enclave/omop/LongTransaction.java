package org.tessera.enclave.omop;

import java.util.function.Supplier;

/** A transaction that may take hours: a bundle goes in as a whole or not at all. */
@FunctionalInterface
public interface LongTransaction {
    /** Does the work in a transaction of its own. */
    <T> T call(Supplier<T> work);
}
