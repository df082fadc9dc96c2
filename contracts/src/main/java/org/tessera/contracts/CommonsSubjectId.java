package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Public identifier of a case in the imaging commons (MIDRC: case.submitter_id). Public, yet it never stands beside an enclave identifier outside the enclave. */
public record CommonsSubjectId(@JsonValue String value) {
    private static final int LONGEST = 64;

    /** Throws {@link IllegalArgumentException} when the text has another shape; the text itself is not repeated. */
    @JsonCreator
    public CommonsSubjectId {
        if (value.isEmpty()
                || value.length() > LONGEST
                || !Characters.isLetterOrDigit(value.charAt(0))
                || !Characters.all(value, Characters::isOfName)) {
            throw new IllegalArgumentException(
                    "not a CommonsSubjectId: expected 1 to 64 letters, digits and . _ : -, the first a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
