package org.tessera.partner.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Encoding;
import org.tessera.envelope.Digests;

class EncoderTest {
    private static final Person ANNA = new Person("Anna Maria", "Müller", "1961-07-04", "F", "123-45-6780", "46202");

    private final Encoder encoder = encoder("secret");

    private static Encoder encoder(String secret) {
        return new Encoder(
                new LinkSecretPrf(secret.getBytes(StandardCharsets.UTF_8)),
                Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    }

    @Test
    void a_person_has_the_same_encoding_however_it_is_written() {
        assertThat(encoding(new Person("ANNA MARIA", "MULLER", "07/04/1961", "female", "123456780", "46202-1234")))
                .isEqualTo(encoding(ANNA));
    }

    @Test
    void typing_errors_and_swapped_names_stay_alike() {
        assertThat(dice(ANNA, new Person("Ana Maria", "Mueller", "1961-07-04", "F", "123-45-6780", "46202")))
                .isGreaterThan(0.85);
        assertThat(dice(ANNA, new Person("Anna Maria", "Müller", "1961-04-07", "F", "123-45-6780", "46202")))
                .isGreaterThan(0.85);
        assertThat(dice(ANNA, new Person("Müller", "Anna Maria", "1961-07-04", "F", "123-45-6780", "46202")))
                .isEqualTo(1.0);
    }

    @Test
    void strangers_and_relatives_are_not_alike_enough() {
        assertThat(dice(ANNA, new Person("Robert", "Jackson", "1948-12-30", "M", "320-77-1119", "10027")))
                .isLessThan(0.6);
        assertThat(dice(ANNA, new Person("Peter", "Müller", "1959-01-22", "M", "411-98-3321", "46202")))
                .isLessThan(0.75);
    }

    @Test
    void under_another_secret_nobody_is_alike_not_even_the_same_person() {
        Encoding other = encoder("another").encode(ANNA).orElseThrow();
        assertThat(dice(encoding(ANNA), other)).isLessThan(0.6);
    }

    @Test
    void of_whom_too_little_is_known_there_is_none() {
        assertThat(encoder.encode(new Person("Anna", "Müller", "", "F", "", "46202")))
                .isEmpty();
        assertThat(encoder.encode(new Person("Anna", "Unknown", "1961-07-04", "F", "111-11-1111", "46202")))
                .isEmpty();
        assertThat(encoder.encode(new Person("Anna", "Müller", "1961-07-04", "F", "", "")))
                .isPresent();
    }

    /** Partners of different versions must make the same encodings: whoever changes this needs another profile. */
    @Test
    void the_profile_stays_as_it_is() {
        assertThat(Digests.hex(encoding(ANNA).bytes()))
                .isEqualTo("c5b3ff99145deb64f949e9c0d7e90ce3f37436375bb80679f20e207841acc851");
    }

    private Encoding encoding(Person person) {
        return encoder.encode(person).orElseThrow();
    }

    private double dice(Person one, Person other) {
        return dice(encoding(one), encoding(other));
    }

    private static double dice(Encoding one, Encoding other) {
        BitSet a = BitSet.valueOf(one.bytes());
        BitSet b = BitSet.valueOf(other.bytes());
        int both = a.cardinality() + b.cardinality();
        a.and(b);
        return 2.0 * a.cardinality() / both;
    }
}
