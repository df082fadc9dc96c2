package org.tessera.benchmarks;

import java.util.HexFormat;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.tessera.contracts.TokenRule;

/**
 * Two releases whose people are known: every second imaging case is of a person of the clinical side. Of each record's
 * attributes 3 % are mistyped, and every fifth has no number. Tokens are made by mixing bits: as evenly spread as an HMAC's,
 * and made while they are read, so that only the contender's own copy takes memory.
 */
final class TokenSets {
    private static final int MISTYPED_PERCENT = 3;
    private static final int NUMBERLESS_PERCENT = 20;

    private final int clinical;
    private final int imaging;
    private final List<TokenRule> rules;

    /** So many records on each side, with tokens of these rules. */
    TokenSets(int clinical, int imaging, List<TokenRule> rules) {
        this.clinical = clinical;
        this.imaging = imaging;
        this.rules = rules;
    }

    /** The rules of these sets that may link, best first. */
    List<TokenRule> linking() {
        return rules.stream().filter(TokenRule::mayMatch).toList();
    }

    /** What a record says of its person. */
    private record Attributes(long last, long first, long born, long number, long zip) {
        static Attributes of(LongUnaryOperator value) {
            return new Attributes(
                    value.applyAsLong(0),
                    value.applyAsLong(1),
                    value.applyAsLong(2),
                    value.applyAsLong(3),
                    value.applyAsLong(4));
        }
    }

    /** Takes one release record by record. */
    interface Sink {
        /** A record begins. */
        void record(String reference) throws Exception;

        /** One of its tokens. */
        void token(TokenRule rule, long high, long low) throws Exception;

        /** It ends. */
        default void end() throws Exception {}
    }

    /** One of the releases. */
    @FunctionalInterface
    interface Release {
        /** Hands over its records. */
        void into(Sink sink) throws Exception;
    }

    /** The clinical release, by 64-digit references. */
    void clinical(Sink sink) throws Exception {
        for (int at = 0; at < clinical; at++) {
            HexFormat hex = HexFormat.of();
            long salt = mix(at);
            record(sink, hex.toHexDigits(salt).repeat(3) + hex.toHexDigits((long) at), at, mix(salt));
        }
    }

    /** The imaging release. */
    void imaging(Sink sink) throws Exception {
        for (int at = 0; at < imaging; at++) {
            int person = at % 2 == 0 && at < clinical ? at : clinical + at;
            record(sink, "case-" + at, person, mix(-1L - at));
        }
    }

    private void record(Sink sink, String reference, int person, long noise) throws Exception {
        Attributes spelt = Attributes.of(at -> typed(person, at, mix(noise + at), false));
        Attributes heard = Attributes.of(at -> typed(person, at, mix(noise + at), true));
        boolean numberless = Long.remainderUnsigned(mix(noise - 1), 100) < NUMBERLESS_PERCENT;
        sink.record(reference);
        for (TokenRule rule : rules) {
            if (!(numberless && (rule == TokenRule.T4 || rule == TokenRule.S))) {
                long high = signature(rule, spelt, heard);
                sink.token(rule, high, mix(high));
            }
        }
        sink.end();
    }

    /** The attribute as it stands in the record; every second typing error does not change the sound. */
    private static long typed(int person, long attribute, long dice, boolean heard) {
        long value = mix(mix(person) + attribute);
        boolean mistyped = Long.remainderUnsigned(dice, 100) < MISTYPED_PERCENT;
        return mistyped && !(heard && dice < 0) ? value ^ dice : value;
    }

    private static long signature(TokenRule rule, Attributes is, Attributes heard) {
        return switch (rule) {
            case T1 -> join(rule, is.last, heard.first, is.born);
            case T2 -> join(rule, is.last, is.first, is.born, is.zip);
            case T3 -> join(rule, is.last, is.first, is.born);
            case T4 -> join(rule, is.number, is.born);
            case H1 -> join(rule, heard.last, heard.first, is.born);
            case H2 -> join(rule, is.last, is.born, is.zip);
            case H3 -> join(rule, is.first, is.born, is.zip);
            case H4 -> join(rule, is.first, is.last, is.born);
            case S -> join(rule, is.number);
            case T5 -> join(rule, is.last, heard.first);
        };
    }

    private static long join(TokenRule rule, long... parts) {
        long joined = mix(rule.rank() + 1L);
        for (long part : parts) {
            joined = mix(joined ^ part);
        }
        return joined;
    }

    /** SplitMix64's finaliser (Steele, Lea and Flood 2014): a bijection that spreads any difference over all bits. */
    private static long mix(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
