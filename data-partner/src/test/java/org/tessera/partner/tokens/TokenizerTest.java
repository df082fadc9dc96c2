package org.tessera.partner.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;

class TokenizerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Person ROSA =
            new Person("Rosa M.", "García-López", "1961-04-05", "F", "219-45-1234", "60637-1234");
    private final Tokenizer tokenizer = tokenizer("secret one");

    @Test
    void a_complete_person_has_a_token_of_16_bytes_for_every_rule() {
        Map<String, byte[]> tokens = tokenizer.tokens(ROSA);
        assertThat(tokens).hasSize(TokenRule.values().length);
        assertThat(tokens.values()).allSatisfy(token -> assertThat(token).hasSize(TokenRecord.TOKEN_BYTES));
    }

    @Test
    void the_rules_of_hb_1_read_as_they_are_written_down() {
        assertThat(tokenizer.signatures(ROSA))
                .containsEntry(TokenRule.T1, "GARCIALOPEZ|R|FEMALE|1961-04-05")
                .containsEntry(TokenRule.T2, "GARCIALOPEZ|ROSA|1961-04-05|606")
                .containsEntry(TokenRule.T3, "GARCIALOPEZ|ROSA|FEMALE|1961-04-05")
                .containsEntry(TokenRule.T4, "219451234|FEMALE|1961-04-05")
                .containsEntry(TokenRule.T5, "GARCIALOPEZ|ROS|FEMALE")
                .containsEntry(TokenRule.H1, "G624|R200|FEMALE|1961-04-05")
                .containsEntry(TokenRule.H2, "GARCIALOPEZ|1961-04-05|60637")
                .containsEntry(TokenRule.H3, "ROSA|1961-04-05|60637")
                .containsEntry(TokenRule.H4, "GARCIALOPEZ|ROSA|1961-04-05")
                .containsEntry(TokenRule.S, "219451234");
    }

    @Test
    void swapped_names_agree_on_h4_and_marks_and_titles_on_everything() {
        Person swapped = new Person("Garcia Lopez", "Rosa", "1961-04-05", "female", "219451234", "60637");
        assertThat(tokenizer.signatures(swapped).get(TokenRule.H4))
                .isEqualTo(tokenizer.signatures(ROSA).get(TokenRule.H4));
        Person decorated = new Person("Dr. Rosa", "GARCIA LOPEZ Jr.", "04/05/1961", "Female", "219 45 1234", "60637");
        assertThat(tokenizer.signatures(decorated)).isEqualTo(tokenizer.signatures(ROSA));
    }

    @Test
    void an_invalid_attribute_makes_no_token_and_never_a_row_of_zeros() {
        Person vague = new Person("Unknown", "Miller", "1850-01-01", "X", "123-45-6789", "00000");
        assertThat(tokenizer.tokens(vague)).isEmpty();
        Person swappedIntoNoDate = new Person("Rosa", "Garcia", "1961-25-04", "F", "", "60637");
        assertThat(tokenizer.tokens(swappedIntoNoDate)).containsOnlyKeys("T5");
        Person cyrillic = new Person("Ольга", "Иванова", "1961-04-05", "F", "", "60637");
        assertThat(tokenizer.tokens(cyrillic)).isEmpty();
    }

    @Test
    void a_swapped_day_and_month_parse_as_they_stand() {
        Person swapped = new Person("Rosa", "Garcia-Lopez", "1961-05-04", "F", "219-45-1234", "60637");
        assertThat(tokenizer.signatures(swapped).get(TokenRule.T4)).endsWith("1961-05-04");
        assertThat(tokenizer.tokens(swapped).get("S"))
                .isEqualTo(tokenizer.tokens(ROSA).get("S"));
        assertThat(tokenizer.tokens(swapped).get("T1"))
                .isNotEqualTo(tokenizer.tokens(ROSA).get("T1"));
    }

    @Test
    void another_secret_makes_other_tokens() {
        assertThat(tokenizer("secret two").tokens(ROSA).get("T1"))
                .isNotEqualTo(tokenizer.tokens(ROSA).get("T1"));
    }

    @Test
    void soundex_has_the_codes_of_the_national_archives() {
        assertThat(Soundex.of("ROBERT")).isEqualTo("R163");
        assertThat(Soundex.of("RUPERT")).isEqualTo("R163");
        assertThat(Soundex.of("ASHCRAFT")).isEqualTo("A261");
        assertThat(Soundex.of("TYMCZAK")).isEqualTo("T522");
        assertThat(Soundex.of("PFISTER")).isEqualTo("P236");
        assertThat(Soundex.of("LEE")).isEqualTo("L000");
    }

    @Test
    void nobody_s_text_shows_who_they_are() {
        assertThat(ROSA.toString()).doesNotContain("Rosa", "1961", "219");
    }

    private static Tokenizer tokenizer(String secret) {
        return new Tokenizer(new LinkSecretPrf(secret.getBytes(StandardCharsets.UTF_8)), CLOCK);
    }
}
