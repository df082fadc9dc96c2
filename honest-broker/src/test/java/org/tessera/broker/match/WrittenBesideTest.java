package org.tessera.broker.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WrittenBesideTest {
    private static final int MEGABYTE = 1_000_000;

    @Test
    void what_is_written_is_read_in_its_order() throws IOException {
        byte[] bytes = random(3 * MEGABYTE);
        try (InputStream content = WrittenBeside.by(out -> out.write(bytes))) {
            assertThat(content.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void nothing_written_is_an_empty_content() throws IOException {
        try (InputStream content = WrittenBeside.by(out -> {})) {
            assertThat(content.read()).isEqualTo(-1);
        }
    }

    @Test
    void half_a_content_is_never_taken_for_a_whole_one() throws IOException {
        for (Throwable failure :
                new Throwable[] {new IOException("x"), new IllegalStateException("x"), new Error("x")}) {
            try (InputStream content = WrittenBeside.by(out -> {
                out.write(random(MEGABYTE));
                throwIt(failure);
            })) {
                assertThatThrownBy(content::readAllBytes)
                        .isInstanceOf(IOException.class)
                        .hasMessage("the content was not written to its end");
            }
        }
    }

    @Test
    void a_writer_may_close_what_it_writes_to() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            try (InputStream content = WrittenBeside.by(out -> {
                try (out) {
                    out.write(7);
                }
            })) {
                assertThat(content.readAllBytes()).containsExactly(7);
            }
        }
    }

    @Test
    void who_stops_reading_stops_the_writer() throws Exception {
        CompletableFuture<String> ended = new CompletableFuture<>();
        try (InputStream content = WrittenBeside.by(out -> {
            try {
                while (true) {
                    out.write(new byte[1000]);
                }
            } catch (IOException e) {
                ended.complete("stopped");
                throw e;
            }
        })) {
            assertThat(content.readNBytes(5_000)).hasSize(5_000);
        }
        assertThat(ended.get(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS))
                .isEqualTo("stopped");
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static void throwIt(Throwable failure) throws IOException {
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }
}
