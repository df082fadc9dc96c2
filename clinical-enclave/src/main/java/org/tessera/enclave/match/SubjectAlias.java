package org.tessera.enclave.match;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a project sees a case of the commons: a keyed hash, so that two projects cannot join their tables.
 *
 * @param value "S-" and 26 letters and digits
 */
public record SubjectAlias(@JsonValue String value) {
    @Override
    public String toString() {
        return value;
    }
}
