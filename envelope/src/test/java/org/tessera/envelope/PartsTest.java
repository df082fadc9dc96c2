package org.tessera.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;

class PartsTest {
    private static final KeyPair PAIR = Keys.generate();

    @Property(tries = 30)
    void content_of_any_size_comes_back_sealed_or_plain(
            @ForAll @IntRange(max = 3 * Parts.PART_BYTES) int size, @ForAll boolean sealed) throws IOException {
        byte[] content = random(size);
        List<String> parts = new ArrayList<>();
        Transfer transfer = cut(content, sealed, parts);
        assertThat(transfer.parts())
                .isEqualTo(parts.size())
                .isEqualTo(Math.max(1, Math.ceilDiv(size, Parts.CONTENT_BYTES)));
        assertThat(Parts.digest(parts.iterator())).isEqualTo(transfer.digest());
        assertThat(Parts.join(parts.iterator(), sealed ? PAIR.getPrivate() : null)
                        .readAllBytes())
                .isEqualTo(content);
    }

    @Example
    void all_parts_have_one_size_below_the_limit_of_a_message() throws IOException {
        for (int size : new int[] {0, 1, Parts.CONTENT_BYTES, Parts.CONTENT_BYTES + 1}) {
            List<String> parts = new ArrayList<>();
            cut(random(size), true, parts);
            assertThat(parts)
                    .allSatisfy(part -> assertThat(part.length())
                            .isEqualTo(parts.getFirst().length())
                            .isLessThan(400_000));
        }
    }

    @Property(tries = 40)
    void a_changed_character_of_a_sealed_part_is_found(@ForAll @IntRange(min = 0) int where) throws IOException {
        List<String> parts = new ArrayList<>();
        Transfer transfer = cut(random(1000), true, parts);
        char[] text = parts.getFirst().toCharArray();
        int position = where % text.length;
        text[position] = text[position] == 'A' ? 'B' : 'A';
        String changed = new String(text);
        assertThat(Parts.digest(List.of(changed).iterator())).isNotEqualTo(transfer.digest());
    }

    @Example
    void another_key_does_not_open_and_garbage_is_no_part() throws IOException {
        List<String> parts = new ArrayList<>();
        cut(random(10), true, parts);
        KeyPair other = Keys.generate();
        assertThatThrownBy(
                        () -> Parts.join(parts.iterator(), other.getPrivate()).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessage("not-openable");
        for (String garbage : List.of("", "a.b.c.d.e", "%%%", "AAAA")) {
            assertThatThrownBy(() -> Parts.open(garbage, null)).isInstanceOf(Sealing.NotOpenable.class);
            assertThatThrownBy(() -> Parts.open(garbage, PAIR.getPrivate())).isInstanceOf(Sealing.NotOpenable.class);
        }
    }

    @Example
    void every_changed_region_of_a_sealed_text_is_found() {
        String sealed = Sealing.seal(random(64), PAIR.getPublic());
        for (int i = 0; i < sealed.length(); i += 7) {
            char[] text = sealed.toCharArray();
            text[i] = text[i] == 'Q' ? 'R' : 'Q';
            String changed = new String(text);
            assertThatThrownBy(() -> Sealing.open(changed, PAIR.getPrivate())).isInstanceOf(Sealing.NotOpenable.class);
        }
    }

    private static Transfer cut(byte[] content, boolean sealed, List<String> parts) throws IOException {
        return Parts.cut(
                TransferId.random(),
                new ByteArrayInputStream(content),
                sealed ? PAIR.getPublic() : null,
                (index, data) -> parts.add(index, data));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
