package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
    @Test
    void lines_come_without_the_empty_ones() throws IOException {
        try (BoundedLines lines = new BoundedLines(new StringReader("abc\n\nde"), 3, 7)) {
            assertThat(lines.next()).isEqualTo("abc");
            assertThat(lines.next()).isEqualTo("de");
            assertThat(lines.next()).isNull();
        }
    }

    @Test
    void a_line_beyond_its_bound_is_refused() throws IOException {
        try (BoundedLines lines = new BoundedLines(new StringReader("abcd"), 3)) {
            assertThatThrownBy(lines::next).isInstanceOf(IOException.class).hasMessage("a line is too long");
        }
    }

    @Test
    void a_text_beyond_its_bound_is_refused_though_its_lines_are_empty() throws IOException {
        try (BoundedLines lines = new BoundedLines(new StringReader("\n".repeat(8)), 3, 7)) {
            assertThatThrownBy(lines::next).isInstanceOf(IOException.class).hasMessage("the text is too long");
        }
    }
}
