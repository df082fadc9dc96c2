package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A partner's stable reference of one of its clinical records: HMAC-SHA256(partner's key, "enclave" | local record), as 64 lower-case hex digits (linkage.md, Keys). Never shown to a person: its text hides itself. */
public record EnclaveRef(@JsonValue String value) {
    private static final int DIGITS = 64;

    /** Throws {@link IllegalArgumentException} when the text has another shape; the text itself is not repeated. */
    @JsonCreator
    public EnclaveRef {
        if (value.length() != DIGITS || !Characters.all(value, Characters::isHexDigit)) {
            throw new IllegalArgumentException("not an EnclaveRef: expected 64 lower-case hex digits");
        }
    }

    @Override
    public String toString() {
        return "EnclaveRef[hidden]";
    }
}
