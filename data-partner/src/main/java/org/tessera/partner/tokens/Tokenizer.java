package org.tessera.partner.tokens;

import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;

/** Makes a person's tokens, rule by rule. A rule with an invalid attribute makes none. */
public final class Tokenizer {
    private final Attributes attributes;
    private final TokenPrf prf;

    /**
     * @param prf makes a token of a signature
     * @param clock see {@link Attributes}
     */
    public Tokenizer(TokenPrf prf, Clock clock) {
        this.attributes = new Attributes(clock);
        this.prf = prf;
    }

    /** What it reads persons with. */
    Attributes attributes() {
        return attributes;
    }

    /** Rule name to the first 16 bytes of its token; empty when no rule can be applied to the person. */
    public Map<String, byte[]> tokens(Person person) {
        Map<String, byte[]> tokens = new LinkedHashMap<>();
        signatures(person)
                .forEach((rule, signature) ->
                        tokens.put(rule.name(), Arrays.copyOf(prf.evaluate(signature), TokenRecord.TOKEN_BYTES)));
        return tokens;
    }

    /** The signature of every rule that applies, in rank order: attributes joined with "|". Names in clear: never to be kept or sent. */
    public Map<TokenRule, String> signatures(Person person) {
        Optional<String> last = attributes.last(person.last());
        Optional<String> first = attributes.first(person.first());
        Optional<String> sex = attributes.sex(person.sex());
        Optional<String> born = attributes.birthDate(person.birthDate());
        Optional<String> ssn = attributes.ssn(person.ssn());
        Optional<String> zip3 = attributes.zip3(person.zip());
        Optional<String> zip5 = attributes.zip5(person.zip());
        Optional<String> initial = first.map(name -> name.substring(0, 1));
        Optional<String> start = first.map(name -> name.substring(0, Math.min(3, name.length())));
        Map<TokenRule, String> signatures = new EnumMap<>(TokenRule.class);
        put(signatures, TokenRule.T1, List.of(last, initial, sex, born));
        put(signatures, TokenRule.T2, List.of(last, first, born, zip3));
        put(signatures, TokenRule.T3, List.of(last, first, sex, born));
        put(signatures, TokenRule.T4, List.of(ssn, sex, born));
        put(signatures, TokenRule.T5, List.of(last, start, sex));
        put(signatures, TokenRule.H1, List.of(last.map(Soundex::of), first.map(Soundex::of), sex, born));
        put(signatures, TokenRule.H2, List.of(last, born, zip5));
        put(signatures, TokenRule.H3, List.of(first, born, zip5));
        put(signatures, TokenRule.H4, List.of(both(first, last, false), both(first, last, true), born));
        put(signatures, TokenRule.S, List.of(ssn));
        return signatures;
    }

    private static Optional<String> both(Optional<String> one, Optional<String> other, boolean later) {
        return one.flatMap(a -> other.map(b -> (a.compareTo(b) <= 0) == later ? b : a));
    }

    private static void put(Map<TokenRule, String> signatures, TokenRule rule, List<Optional<String>> parts) {
        if (parts.stream().allMatch(Optional::isPresent)) {
            signatures.put(
                    rule,
                    String.join("|", parts.stream().flatMap(Optional::stream).toList()));
        }
    }
}
