package org.tessera.enclave.omop;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/**
 * A person of one release, by the enclave's own number. It never leaves the enclave and nobody sees it: its text hides
 * itself and JSON refuses to write it, as a value and as a key.
 *
 * @param value the number in {@code omop.person.person_id}; random-looking, stable when the release is submitted again
 */
@JsonSerialize(using = PersonId.NeverWritten.class, keyUsing = PersonId.NeverWritten.class)
public record PersonId(long value) {
    @Override
    public String toString() {
        return "PersonId[hidden]";
    }

    /** Refuses to write. */
    static final class NeverWritten extends StdSerializer<PersonId> {
        private static final long serialVersionUID = 1L;

        NeverWritten() {
            super(PersonId.class);
        }

        @Override
        public void serialize(PersonId value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            throw JsonMappingException.from(generator, "a person_id never leaves the enclave");
        }
    }
}
