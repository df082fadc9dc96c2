package org.tessera.enclave.match;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a project sees a person of the enclave: a keyed hash, so that two projects cannot join their tables.
 *
 * @param value "P-" and 26 letters and digits
 */
public record PersonAlias(@JsonValue String value) {
    @Override
    public String toString() {
        return value;
    }
}
