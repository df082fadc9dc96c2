package org.tessera.broker.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tessera.envelope.Parts;

class ReadWhileWrittenTest {
    /** More than is on its way at a time. */
    private static final byte[] CONTENT = new byte[3 * Parts.CONTENT_BYTES + 1];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    @Test
    void everything_that_is_written_is_read() {
        assertThat(ReadWhileWritten.read(content -> content.write(CONTENT), ReadWhileWrittenTest::all))
                .isEqualTo(CONTENT);
        assertThat(ReadWhileWritten.read(OutputStream::close, ReadWhileWrittenTest::all))
                .isEmpty();
    }

    @Test
    void content_whose_writing_fails_is_not_taken_for_whole() {
        assertThatThrownBy(() -> ReadWhileWritten.read(
                        content -> {
                            content.write(CONTENT);
                            throw new IOException("half way");
                        },
                        ReadWhileWrittenTest::all))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("half way");
    }

    @Test
    void a_reader_that_leaves_something_gets_nothing() {
        assertThatThrownBy(() -> ReadWhileWritten.read(content -> content.write(CONTENT), content -> "enough"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_reader_that_fails_ends_the_writing() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        assertThatThrownBy(() -> ReadWhileWritten.read(
                        content -> {
                            try {
                                content.write(CONTENT);
                            } finally {
                                ended.countDown();
                            }
                        },
                        content -> {
                            throw new IllegalArgumentException("not this");
                        }))
                .hasMessage("not this");
        assertThat(ended.await(2, TimeUnit.MINUTES)).isTrue();
    }

    private static byte[] all(InputStream content) {
        try {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
