package org.tessera.broker.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.messaging.Ledger;

/** What a start finds in the store of an earlier version, which did not note the order of its epochs. */
class RotatingKeysTest {
    private static final String FIRST = "a".repeat(64) + " 1";
    private static final String SECOND = "b".repeat(64) + " 2";

    @TempDir
    private Path folder = Path.of(".");

    private final List<String> said = new ArrayList<>();

    @Test
    void remembered_cohorts_keep_their_key_although_the_first_start_is_a_rotation() throws IOException {
        start(List.of("1"), SECOND, FIRST);
        assertThat(said).containsExactly("hash key of 1", "storage-rotation.begun 2", "moves [1]");
    }

    @Test
    void nothing_is_moved_that_cannot_be_read() throws IOException {
        start(List.of("1"), SECOND);
        assertThat(said).containsExactly("hash key of 2", "storage-rotation.begun 2");
    }

    @Test
    void where_several_epochs_were_used_the_current_ones_hashes_hold() throws IOException {
        start(List.of("1", "2"), SECOND, FIRST);
        assertThat(said).containsExactly("hash key of 2", "storage-rotation.begun 2", "moves [1]");
    }

    private void start(List<String> stored, String... lines) throws IOException {
        StorageKeys keys = StorageKeys.read(Files.write(folder.resolve("keys"), List.of(lines)));
        RotatingKeys rotating = new RotatingKeys(
                keys, new Epochs(stored), new Hashes(said), older -> said.add("moves " + older), new Said(said));
        rotating.begin();
        rotating.move();
    }

    private record Epochs(List<String> unordered) implements StorageEpochs {
        @Override
        public void lock() {}

        @Override
        public boolean agrees(String epoch, byte[] fingerprint) {
            return true;
        }

        @Override
        public boolean begin(String epoch, byte[] fingerprint) {
            return true;
        }

        @Override
        public boolean isLatest(String epoch) {
            return true;
        }

        @Override
        public boolean reached(String epoch) {
            return true;
        }

        @Override
        public Set<String> held() {
            return Set.copyOf(unordered);
        }
    }

    private record Hashes(List<String> said) implements HashKeys {
        @Override
        public void keep(String epoch) {
            said.add("hash key of " + epoch);
        }

        @Override
        public SecretKey cohorts() {
            throw new IllegalStateException("nobody asks");
        }
    }

    private record Said(List<String> said) implements Ledger {
        @Override
        public void transition(Entry entry) {
            said.add(entry.action() + " " + entry.object());
        }

        @Override
        public void denial(Entry entry) {
            said.add(entry.action());
        }
    }
}
