package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CopyRowsTest {
    @Test
    void nothing_in_a_value_can_end_its_field_or_row() {
        assertThat(CopyRows.text("a\tb\nc\rd\\.")).isEqualTo("a\\tb\\nc\\rd\\\\.");
        assertThat(CopyRows.text(null)).isEqualTo("\\N");
        assertThat(CopyRows.text("\\N")).isEqualTo("\\\\N");
    }

    @Test
    void bytes_are_hexadecimal() {
        assertThat(CopyRows.text(new byte[] {0, (byte) 0xfe})).isEqualTo("\\\\x00fe");
    }

    @Test
    void lists_are_arrays() {
        assertThat(CopyRows.text(List.of())).isEqualTo("{}");
        assertThat(CopyRows.text(List.of(1, -7))).isEqualTo("{\"1\",\"-7\"}");
        assertThat(CopyRows.text(List.of("a,\"b"))).isEqualTo("{\"a,\\\\\"b\"}");
    }
}
