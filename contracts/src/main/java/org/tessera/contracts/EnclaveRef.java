package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A partner's stable reference of one of its clinical records: HMAC-SHA256(partner's key, "enclave" | local record), as 64 lower-case hex digits (linkage.md, Keys). Never shown to a person: its text hides itself. */
public record EnclaveRef(@JsonValue String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    /** Throws {@link IllegalArgumentException} when the text has another shape; the text itself is not repeated. */
    @JsonCreator
    public EnclaveRef {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a EnclaveRef: expected " + SHAPE);
        }
    }

    @Override
    public String toString() {
        return "EnclaveRef[hidden]";
    }
}
