package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17,Rosa,Garcia,1961-04-05",
                "17;\"Garcia\";\"Rosa\"",
                "{\"first\":\"Rosa\",\"last\":\"Garcia\",\"sex\":\"F\"}",
                "{\"name\": {\"family_name\": \"GARCIA\", \"given\": \"ROSA\"}}",
                "[\"Rosa\",\"Garcia\"]",
                "GET /cases?name=Rosa%20Garcia",
                "name=rosa+garcia&sex=F",
                "?last=Garcia&first=Rosa",
                "(0010,0010) PN [Garcia^Rosa]",
                "no record of Garcia,\n\tRosa",
                "no record of R\\u006fsa Garc\u00eda",
            })
    void finds_a_name_whatever_stands_between_its_words(String text) {
        assertThat(rosa().in(bytes(text))).containsExactly("name (plain)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17,Rosa,Garcia,1961-04-05",
                "Garcia, Rosa",
                "{\"first\":\"Rosa\",\"last\":\"Garcia\"}",
                "[\"Rosa\",\"Garcia\"]"
            })
    void finds_a_row_a_list_and_an_object_in_base64(String text) {
        assertThat(rosa().in(Base64.getEncoder().encode(bytes(text)))).containsExactly("name (base64)");
    }

    @Test
    void finds_a_name_of_six_letters_as_words_and_not_within_others() {
        Needles names = new Needles();
        names.addName("name", "Amy", "Wu");
        assertThat(names.in(bytes("Amy Wu"))).containsExactly("name (plain)");
        assertThat(names.in(bytes("wu,amy"))).containsExactly("name (plain)");
        assertThat(names.in(bytes("Mamy Wurst"))).isEmpty();
    }

    @Test
    void finds_a_number_and_not_within_a_longer_one() {
        Needles numbers = new Needles();
        numbers.add("ssn", "912557701");
        assertThat(numbers.in(bytes("{\"ssn\":912557701}"))).containsExactly("ssn (plain)");
        assertThat(numbers.in(bytes("1912557701000"))).isEmpty();
    }

    @Test
    void finds_letters_with_accents_in_every_case_and_without_them() {
        Needles names = new Needles();
        names.addName("name", "\u00c1ngel", "\u00d1\u00fa\u00f1ez");
        assertThat(names.in(bytes("{\"name\":\"\u00c1ngel \u00d1\u00fa\u00f1ez\"}")))
                .containsExactly("name (plain)");
        assertThat(names.in(bytes("\u00c1NGEL \u00d1\u00da\u00d1EZ"))).containsExactly("name (plain)");
        assertThat(names.in(bytes("A\u0301ngel N\u0303u\u0301n\u0303ez"))).containsExactly("name (plain)");
        assertThat(names.in(bytes("name=%C3%81ngel%20%C3%91%C3%BA%C3%B1ez"))).containsExactly("name (plain)");
        assertThat(names.in(bytes("ANGEL NUNEZ"))).containsExactly("name (plain)");
    }

    @Test
    void finds_words_among_bytes_that_are_no_text() {
        byte[] text = bytes("??Rosa?Garcia??");
        text[0] = (byte) 0xff;
        text[1] = (byte) 0xc3;
        text[6] = 0;
        text[13] = (byte) 0xfe;
        assertThat(rosa().in(text)).containsExactly("name (plain)");
    }

    @Test
    void says_what_it_is_too_short_to_be_sought_and_does_not_repeat_it() {
        assertThatThrownBy(() -> needles.add("name", "Al Wu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name ")
                .hasMessageNotContaining("Wu");
        assertThatThrownBy(() -> needles.add("token", new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Needles rosa() {
        Needles names = new Needles();
        names.addName("name", "Rosa", "Garcia");
        return names;
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
