package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The search must find what it is made to find. */
class NeedlesTest {
    private final Needles needles = new Needles();

    NeedlesTest() {
        needles.add("ssn", "912-55-7701");
    }

    @Test
    void finds_plain_text_in_any_case() {
        Needles names = new Needles();
        names.add("name", "Quackenbush Thaddeus");
        assertThat(names.in(bytes("..QUACKENBUSH thaddeus.."))).isNotEmpty();
    }

    @Test
    void finds_hex_in_both_cases() {
        String hex = HexFormat.of().formatHex(bytes("x912-55-7701y"));
        assertThat(needles.in(bytes(hex))).isNotEmpty();
        assertThat(needles.in(bytes(hex.toUpperCase(java.util.Locale.ROOT)))).isNotEmpty();
    }

    @Test
    void finds_base64_at_every_offset() {
        for (String before : new String[] {"", "a", "ab", "abc"}) {
            String encoded = Base64.getEncoder().encodeToString(bytes(before + "912-55-7701" + "and more"));
            assertThat(needles.in(bytes(encoded)))
                    .as("after " + before.length())
                    .isNotEmpty();
        }
    }

    @Test
    void finds_bytes_as_they_are_in_hex_and_in_base64() {
        byte[] encoding = HexFormat.of().parseHex("00ff10fe7f8081c2a4e5b6d7c8f9eaeb");
        Needles bits = new Needles();
        bits.add("encoding", encoding);
        byte[] whole = new byte[encoding.length + 2];
        System.arraycopy(encoding, 0, whole, 1, encoding.length);
        assertThat(bits.in(whole)).containsExactly("encoding (plain)");
        assertThat(bits.in(bytes(HexFormat.of().formatHex(whole)))).containsExactly("encoding (hex)");
        assertThat(bits.in(bytes(Base64.getEncoder().encodeToString(whole)))).containsExactly("encoding (base64)");
    }

    @Test
    void does_not_find_what_is_not_there() {
        assertThat(needles.in(bytes("912-55-7702 and nothing else of interest")))
                .isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
