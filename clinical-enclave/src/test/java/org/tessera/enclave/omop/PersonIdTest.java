package org.tessera.enclave.omop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.ContractJson;
import org.tessera.enclave.match.Linkage;
import org.tessera.enclave.match.LinkedPerson;

class PersonIdTest {
    private static final PersonId SECRET = new PersonId(831_556_001L);

    @Test
    void a_person_id_hides_itself_in_text() {
        assertThat(SECRET.toString()).doesNotContain("831556001");
        assertThat(new LinkedPerson(
                                List.of(new CommonsSubjectId("C-1")), List.of(SECRET), Linkage.UNIQUE, List.of("T1"))
                        .toString())
                .doesNotContain("831556001");
    }

    @Test
    void no_serializer_writes_a_person_id() {
        for (ObjectMapper mapper : List.of(new ObjectMapper(), ContractJson.mapper())) {
            assertNotWritten(mapper, SECRET);
            assertNotWritten(mapper, List.of(SECRET));
            assertNotWritten(mapper, Map.of("person", SECRET));
            assertNotWritten(mapper, Map.of(SECRET, "as a key"));
            assertNotWritten(
                    mapper,
                    new LinkedPerson(
                            List.of(new CommonsSubjectId("C-1")), List.of(SECRET), Linkage.UNIQUE, List.of("T1")));
        }
    }

    private static void assertNotWritten(ObjectMapper mapper, Object content) {
        assertThatThrownBy(() -> mapper.writeValueAsString(content))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageNotContaining("831556001");
    }
}
