package org.tessera.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class PackedTokensTest {
    @Provide
    Arbitrary<List<TokenRecord>> records() {
        Arbitrary<String> references =
                Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(64);
        Arbitrary<byte[]> tokens = Arbitraries.bytes().array(byte[].class).ofSize(16);
        Arbitrary<Map<String, byte[]>> maps =
                Arbitraries.maps(Arbitraries.of(TokenRule.values()).map(TokenRule::name), tokens);
        Arbitrary<@Nullable Encoding> encodings = Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(128)
                .map(Encoding::new)
                .injectNull(0.5);
        return Combinators.combine(references, maps, encodings)
                .as(TokenRecord::new)
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 200)
    void what_is_written_is_read(@ForAll("records") List<TokenRecord> records) throws IOException {
        List<TokenRecord> read = readAll(write(records));
        assertThat(read).hasSameSizeAs(records);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).reference()).isEqualTo(records.get(i).reference());
            assertThat(read.get(i).tokens()).hasSameSizeAs(records.get(i).tokens());
            for (Map.Entry<String, byte[]> token : records.get(i).tokens().entrySet()) {
                assertThat(read.get(i).tokens().get(token.getKey())).isEqualTo(token.getValue());
            }
            assertThat(read.get(i).encoding()).isEqualTo(records.get(i).encoding());
        }
    }

    @Property(tries = 200)
    void a_content_that_was_cut_is_noticed(@ForAll("records") List<TokenRecord> records, @ForAll int where)
            throws IOException {
        byte[] whole = write(records);
        byte[] cut = Arrays.copyOf(whole, Math.floorMod(where, whole.length));
        assertThatThrownBy(() -> readAll(cut)).isInstanceOf(UncheckedIOException.class);
    }

    @Example
    void another_version_and_another_format_are_refused() throws IOException {
        byte[] content = write(List.of());
        content[4] = 2;
        assertThatThrownBy(() -> readAll(content)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> readAll(new byte[100])).isInstanceOf(UncheckedIOException.class);
    }

    @Example
    void a_record_prints_nothing_of_a_person() {
        assertThat(new TokenRecord("secret-reference", Map.of()).toString()).doesNotContain("secret");
    }

    private static byte[] write(List<TokenRecord> records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PackedTokens.write(out, records);
        return out.toByteArray();
    }

    private static List<TokenRecord> readAll(byte[] content) {
        List<TokenRecord> records = new ArrayList<>();
        Iterator<TokenRecord> read = PackedTokens.read(new ByteArrayInputStream(content));
        read.forEachRemaining(records::add);
        return records;
    }
}
