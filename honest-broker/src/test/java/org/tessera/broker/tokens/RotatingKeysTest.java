package org.tessera.broker.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.messaging.Ledger;

/** What a start finds in the store of an earlier version, which did not note the order of its epochs. */
class RotatingKeysTest {
    private static final String FIRST = "a".repeat(64) + " 1";
    private static final String SECOND = "b".repeat(64) + " 2";
    private static final String THIRD = "c".repeat(64) + " 3";

    @TempDir
    private Path folder = Path.of(".");

    private final List<String> said = new ArrayList<>();

    @Test
    void remembered_cohorts_keep_their_key_although_the_first_start_is_a_rotation() throws IOException {
        start(new Epochs("1"), SECOND, FIRST).move();
        assertThat(said).containsExactly("storage-rotation.begun 2", "hash key of 1", "moves [1]");
    }

    @Test
    void nothing_is_moved_that_cannot_be_read() throws IOException {
        start(new Epochs("1"), SECOND).move();
        assertThat(said).containsExactly("storage-rotation.begun 2");
    }

    @Test
    void remembered_cohorts_keep_their_key_although_it_was_missing_at_first() throws IOException {
        Epochs epochs = new Epochs("1");
        start(epochs, SECOND, THIRD).move();
        epochs.held.clear();
        RotatingKeys without = start(epochs, SECOND, THIRD);
        assertThat(without.missing()).containsExactly("1");
        assertThat(said).doesNotContain("hash key of 2");
        RotatingKeys with = start(epochs, SECOND, THIRD, FIRST);
        assertThat(with.missing()).isEmpty();
        assertThat(said).containsExactly("storage-rotation.begun 2", "hash key of 1");
    }

    @Test
    void where_a_key_is_lost_for_good_the_current_ones_hashes_hold() throws IOException {
        Epochs epochs = new Epochs("1");
        start(epochs, SECOND);
        epochs.held.clear();
        epochs.unordered.clear();
        assertThat(start(epochs, SECOND).missing()).isEmpty();
        assertThat(said).containsExactly("storage-rotation.begun 2", "hash key of 2");
    }

    @Test
    void where_several_epochs_were_used_the_current_ones_hashes_hold() throws IOException {
        start(new Epochs("1", "2"), SECOND, FIRST).move();
        assertThat(said).containsExactly("storage-rotation.begun 2", "hash key of 2", "moves [1]");
    }

    @Test
    void several_epochs_are_several_also_when_a_key_was_missing_at_first() throws IOException {
        Epochs epochs = new Epochs("1", "2");
        start(epochs, SECOND);
        start(epochs, SECOND, FIRST);
        assertThat(said).containsExactly("storage-rotation.begun 2", "hash key of 2");
    }

    @Test
    void a_key_that_is_found_to_be_another_one_is_as_good_as_none() throws IOException {
        Epochs epochs = new Epochs("1");
        RotatingKeys rotating = start(epochs, SECOND, FIRST, THIRD);
        epochs.keys.put("3", new byte[] {3});
        rotating.move();
        assertThat(rotating.missing()).containsExactly("3");
        epochs.keys.put("1", new byte[] {1});
        said.clear();
        rotating.move();
        assertThat(rotating.missing()).containsExactly("1", "3");
        assertThat(said).isEmpty();
    }

    @Test
    void nothing_is_moved_to_a_key_that_is_found_to_be_another_one() throws IOException {
        Epochs epochs = new Epochs("1");
        RotatingKeys rotating = start(epochs, SECOND, FIRST);
        epochs.keys.put("2", new byte[] {2});
        said.clear();
        rotating.move();
        assertThat(rotating.missing()).containsExactly("2");
        assertThat(said).isEmpty();
    }

    @Test
    void what_was_moved_before_something_broke_is_not_older_any_more() throws IOException {
        Epochs epochs = new Epochs("1", "2");
        StorageKeys keys = keys(THIRD, FIRST, SECOND);
        RotatingKeys rotating = new RotatingKeys(
                keys,
                epochs,
                new Hashes(said),
                older -> {
                    epochs.held.remove("1");
                    throw new IllegalStateException("a row is damaged");
                },
                new Said(said));
        rotating.begin();
        assertThat(rotating.older()).containsExactly("1", "2");
        assertThatThrownBy(rotating::move).hasMessage("a row is damaged");
        assertThat(rotating.older()).containsExactly("2");
    }

    private RotatingKeys start(Epochs epochs, String... lines) throws IOException {
        RotatingKeys rotating = new RotatingKeys(
                keys(lines), epochs, new Hashes(said), older -> said.add("moves " + older), new Said(said));
        rotating.begin();
        return rotating;
    }

    private StorageKeys keys(String... lines) throws IOException {
        return StorageKeys.read(Files.write(folder.resolve("keys"), List.of(lines)));
    }

    private static final class Epochs implements StorageEpochs {
        private final Set<String> unordered;
        private final Set<String> held;
        private final List<String> current = new ArrayList<>();
        private final Map<String, byte[]> keys = new HashMap<>();

        Epochs(String... stored) {
            unordered = new TreeSet<>(List.of(stored));
            held = new TreeSet<>(unordered);
        }

        @Override
        public void lock() {}

        @Override
        public List<String> unordered() {
            return List.copyOf(unordered);
        }

        @Override
        public void ordered() {
            unordered.clear();
        }

        @Override
        public void note(String epoch, byte[] fingerprint) {
            keys.putIfAbsent(epoch, fingerprint);
        }

        @Override
        public boolean agrees(String epoch, byte[] fingerprint) {
            return Arrays.equals(fingerprint, keys.get(epoch));
        }

        @Override
        public boolean begin(String epoch) {
            return !current.contains(epoch) && current.add(epoch);
        }

        @Override
        public boolean isLatest(String epoch) {
            return current.getLast().equals(epoch);
        }

        @Override
        public boolean reached(String epoch) {
            return true;
        }

        @Override
        public Set<String> held() {
            Set<String> needed = new TreeSet<>(held);
            needed.addAll(unordered);
            return needed;
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
