package org.tessera.broker.feasibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CohortContentTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void each_subject_is_read_once() throws IOException {
        assertThat(CohortContent.subjects(packed("\"case-1\"\n\"case-2\"\n\"case-1\"\n", 1)))
                .containsExactlyInAnyOrder("case-1", "case-2");
    }

    @Test
    void a_line_that_would_fill_the_memory_is_refused() throws IOException {
        InputStream bomb = packed(" ".repeat(MEGABYTE), 200);
        assertThat(bomb.available()).isLessThan(MEGABYTE);
        assertThatThrownBy(() -> CohortContent.subjects(bomb))
                .isInstanceOf(IOException.class)
                .hasMessage("a line is too long");
    }

    @Test
    void a_content_that_says_the_same_for_ever_is_refused() throws IOException {
        String same = "\"case-1\"\n";
        InputStream bomb = packed(same.repeat(1000), 1001);
        assertThatThrownBy(() -> CohortContent.subjects(bomb))
                .isInstanceOf(IOException.class)
                .hasMessage("too many subjects");
    }

    @Test
    void nothing_and_text_are_no_subjects() throws IOException {
        InputStream nothing = packed("null\n", 1);
        assertThatThrownBy(() -> CohortContent.subjects(nothing)).isInstanceOf(IOException.class);
        InputStream text = packed("\"case 1\"\n", 1);
        assertThatThrownBy(() -> CohortContent.subjects(text)).isInstanceOf(IOException.class);
    }

    private static InputStream packed(String text, int times) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < times; i++) {
                gzip.write(bytes);
            }
        }
        return new ByteArrayInputStream(packed.toByteArray());
    }
}
