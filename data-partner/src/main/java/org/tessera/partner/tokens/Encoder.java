package org.tessera.partner.tokens;

import java.time.Clock;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tessera.contracts.Encoding;

/**
 * Makes the encoding of a person: a cryptographic long-term key (CLK, Schnell, Bachteler and Reiher 2011), one Bloom filter
 * of 1,024 bits for all attributes together. What both names are made of, pairs of letters, goes in without saying which
 * name it is from, so that swapped names stay alike; digits of the date, the number and the ZIP code go in with their
 * position. Each sets bits that only the link secret tells, chosen one by one (not by double hashing, whose patterns can be
 * recognised).
 *
 * <p>Unlike tokens, encodings of different people are a little alike, which is their use and their risk: see the threat
 * model. Not for several threads.
 */
public final class Encoder {
    private static final int BITS = Encoding.BYTES * Byte.SIZE;
    private static final int INDEX_BITS = Integer.numberOfTrailingZeros(BITS);
    private static final String PROFILE = "clk-1";

    /** Bits of a pair of letters, and of a digit of the ZIP code. */
    private static final int LETTERS = 15;

    /** Bits of a digit of what tells people apart better. */
    private static final int DIGIT = 20;

    private final Attributes attributes;
    private final TokenPrf prf;
    private final Map<String, int[]> known = new HashMap<>();

    /**
     * @param prf the keyed function of the tokens; at least 32 bytes
     * @param clock see {@link Attributes}
     */
    public Encoder(TokenPrf prf, Clock clock) {
        this.attributes = new Attributes(clock);
        this.prf = prf;
    }

    /**
     * The person's encoding; empty when two or more of both names, birth date and number are not known, since strangers
     * would be alike.
     */
    public Optional<Encoding> encode(Person person) {
        return encode(
                attributes.first(person.first()).orElse(""),
                attributes.last(person.last()).orElse(""),
                attributes.sex(person.sex()).orElse(""),
                attributes.birthDate(person.birthDate()).orElse("").replace("-", ""),
                attributes.ssn(person.ssn()).orElse(""),
                attributes.zip5(person.zip()).orElse(""));
    }

    /** The same of attributes that are normalised; what is not known is empty. */
    public Optional<Encoding> encode(String first, String last, String sex, String born, String ssn, String zip) {
        if (Stream.of(first, last, born, ssn).filter(String::isEmpty).count() > 1) {
            return Optional.empty();
        }
        BitSet filter = new BitSet(BITS);
        pairs(filter, first);
        pairs(filter, last);
        digits(filter, "born", born, DIGIT);
        digits(filter, "ssn", ssn, DIGIT);
        digits(filter, "zip", zip, LETTERS);
        if (!sex.isEmpty()) {
            set(filter, "sex|" + sex, LETTERS);
        }
        return Optional.of(new Encoding(Arrays.copyOf(filter.toByteArray(), Encoding.BYTES)));
    }

    private void pairs(BitSet filter, String name) {
        String padded = "_" + name + "_";
        for (int at = 0; at + 1 < padded.length(); at++) {
            set(filter, "name|" + padded.substring(at, at + 2), LETTERS);
        }
    }

    private void digits(BitSet filter, String attribute, String digits, int bits) {
        for (int at = 0; at < digits.length(); at++) {
            set(filter, attribute + "|" + at + digits.charAt(at), bits);
        }
    }

    private void set(BitSet filter, String feature, int bits) {
        for (int index : known.computeIfAbsent(feature, each -> indices(each, bits))) {
            filter.set(index);
        }
    }

    /** The first bits of the keyed function, ten for each index. */
    private int[] indices(String feature, int count) {
        BitSet random = BitSet.valueOf(prf.evaluate(PROFILE + "|" + feature));
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            for (int bit = 0; bit < INDEX_BITS; bit++) {
                indices[i] |= random.get(i * INDEX_BITS + bit) ? 1 << bit : 0;
            }
        }
        return indices;
    }
}
