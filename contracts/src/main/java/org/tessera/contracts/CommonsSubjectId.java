package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Public identifier of a case in the imaging commons (MIDRC: case.submitter_id). Public, yet it never stands beside an enclave identifier outside the enclave. */
public record CommonsSubjectId(@JsonValue String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

    /** Throws {@link IllegalArgumentException} when the text has another shape; the text itself is not repeated. */
    @JsonCreator
    public CommonsSubjectId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a CommonsSubjectId: expected " + SHAPE);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
