package org.tessera.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ScratchFileTest {
    @TempDir
    private Path folder;

    @Test
    void nothing_can_be_found_of_what_is_written_and_it_can_be_read_once() throws Exception {
        byte[] tokens = new byte[100_000];
        tokens[99_999] = 7;
        try (ScratchFile file = new ScratchFile(folder)) {
            try (OutputStream out = file.writer()) {
                out.write(tokens);
            }
            assertThat(folder).isEmptyDirectory();
            try (InputStream in = file.reader()) {
                assertThat(in).hasBinaryContent(tokens);
            }
        }
    }
}
