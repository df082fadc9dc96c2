package org.tessera.broker.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Encoding;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.TokenRule;
import org.tessera.partner.tokens.Encoder;
import org.tessera.partner.tokens.LinkSecretPrf;

/**
 * Febrl data set 4: 5,000 originals and one duplicate with errors of each. It has no sex (all are taken to have the same),
 * four-digit postcodes (they stand for the ZIP code, their first three digits for its prefix) and seven-digit numbers
 * (they stand for the SSN). A birth date that is none makes no token, as at the partner.
 */
class FebrlTest {
    @Test
    void t1_to_t4_reach_f1_of_926_without_a_false_pair() throws IOException {
        Quality quality = link(List.of(TokenRule.T1, TokenRule.T2, TokenRule.T3, TokenRule.T4));
        assertThat(quality.precision()).isEqualTo(1.0);
        assertThat(quality.f1()).isGreaterThanOrEqualTo(0.926);
    }

    /**
     * The goal of .96 is out of reach for UNIQUE by the definitions (docs/adr/0005): 577 true pairs agree on no rule with a
     * birth date. Every other one is found; of the 577, those with the same number and another birth date are reported as
     * CONFLICT, for a person to judge, never as a match.
     */
    @Test
    void hb_1_finds_every_pair_that_shares_a_rule_with_a_birth_date_and_reports_conflicts_beyond() throws IOException {
        Quality matched = link(TokenRule.matching());
        assertThat(matched.precision()).isEqualTo(1.0);
        assertThat(matched.recall()).isEqualTo(reachable() / 5000.0).isEqualTo(0.8846);
        assertThat(matched.f1()).isGreaterThanOrEqualTo(0.938);
        Quality reported = link(TokenRule.matching(), Outcome.UNIQUE, Outcome.CONFLICT);
        assertThat(reported.precision()).isEqualTo(1.0);
        assertThat(reported.f1()).isGreaterThanOrEqualTo(0.965);
    }

    /**
     * The goal of linkage.md, as its peers reach it: by encodings alone, whatever the numbers say. The threshold is for
     * 25 million comparisons; more people need a higher one.
     */
    @Test
    void encodings_alone_reach_f1_of_996() throws IOException {
        Linkage.Result nothing = new Linkage.Result(List.of(), 5000);
        Quality quality = quality(similar(nothing, 0.65), Outcome.UNIQUE, Outcome.AMBIGUOUS);
        assertThat(quality.precision()).isGreaterThanOrEqualTo(0.999);
        assertThat(quality.f1()).isGreaterThanOrEqualTo(0.996);
    }

    @Test
    void what_exact_rules_leave_over_is_found_by_encodings_without_a_false_pair() throws IOException {
        Linkage.Result exact = Linkage.link(
                table("dataset4a.csv").table(), table("dataset4b.csv").table(), LinkageRules.all());
        Quality strict = quality(similar(exact, 0.85), Outcome.UNIQUE);
        assertThat(strict.precision()).isEqualTo(1.0);
        assertThat(strict.f1()).isGreaterThanOrEqualTo(0.953);
        Quality loose = quality(similar(exact, 0.75), Outcome.UNIQUE);
        assertThat(loose.precision()).isEqualTo(1.0);
        assertThat(loose.f1()).isGreaterThanOrEqualTo(0.96);
    }

    private static Linkage.Result similar(Linkage.Result exact, double threshold) throws IOException {
        TokenTable originals = table("dataset4a.csv").table();
        TokenTable duplicates = table("dataset4b.csv").table();
        Set<String> linked = exact.linked().stream()
                .flatMap(person -> Stream.concat(person.imaging().stream(), person.clinical().stream()))
                .collect(Collectors.toSet());
        Encoder encoder = new Encoder(new LinkSecretPrf("febrl".getBytes(StandardCharsets.UTF_8)), Clock.systemUTC());
        List<Integer> numbers = new ArrayList<>();
        List<Encoding> encodings = new ArrayList<>();
        encodings(encoder, "dataset4a.csv", linked, (number, encoding) -> {
            numbers.add(number);
            encodings.add(encoding);
        });
        EncodingIndex index = new EncodingIndex(encodings, threshold);
        List<Likeness> alike = new ArrayList<>();
        encodings(
                encoder,
                "dataset4b.csv",
                linked,
                (number, encoding) -> index.alike(
                        encoding, (found, dice) -> alike.add(new Likeness(numbers.get(found), number, dice))));
        return FuzzyLinkage.add(exact, originals, duplicates, LinkageRules.all(), alike);
    }

    private static void encodings(
            Encoder encoder, String name, Set<String> leftOut, BiConsumer<Integer, Encoding> taker) throws IOException {
        List<String[]> rows = rows(name);
        for (int row = 0; row < rows.size(); row++) {
            String[] fields = rows.get(row);
            int number = row;
            if (!leftOut.contains(fields[0].strip())) {
                encoder.encode(
                                letters(fields[1]),
                                letters(fields[2]),
                                "",
                                date(digits(fields[9], 8)).replace("-", ""),
                                digits(fields[10], 7),
                                fields[7].replaceAll("[^0-9]", ""))
                        .ifPresent(encoding -> taker.accept(number, encoding));
            }
        }
    }

    /** How many true pairs agree on a rule that may match. */
    private static long reachable() throws IOException {
        TokenTable originals = table("dataset4a.csv").table();
        TokenTable duplicates = table("dataset4b.csv").table();
        Map<String, Integer> byNumber = new HashMap<>();
        IntStream.range(0, duplicates.size()).forEach(at -> byNumber.put(number(duplicates.reference(at)), at));
        int matching = TokenRule.matching().stream().mapToInt(TokenTable::bit).sum();
        return IntStream.range(0, originals.size())
                .filter(at -> {
                    int duplicate = byNumber.getOrDefault(number(originals.reference(at)), -1);
                    return (originals.agreed(at, duplicates, duplicate) & matching) != 0;
                })
                .count();
    }

    private record Quality(double precision, double recall) {
        double f1() {
            return 2 * precision * recall / (precision + recall);
        }
    }

    private static Quality link(List<TokenRule> rules) throws IOException {
        return link(rules, Outcome.UNIQUE);
    }

    private static Quality link(List<TokenRule> rules, Outcome... counted) throws IOException {
        return quality(
                Linkage.link(
                        table("dataset4a.csv").table(), table("dataset4b.csv").table(), new LinkageRules(rules)),
                counted);
    }

    private static Quality quality(Linkage.Result result, Outcome... counted) {
        List<LinkedPerson> unique = result.linked().stream()
                .filter(person -> List.of(counted).contains(person.outcome()))
                .toList();
        long pairs = unique.stream()
                .mapToLong(person ->
                        (long) person.imaging().size() * person.clinical().size())
                .sum();
        long right = unique.stream()
                .mapToLong(person -> person.imaging().stream()
                        .flatMap(one -> person.clinical().stream()
                                .filter(other -> number(one).equals(number(other))))
                        .count())
                .sum();
        return new Quality((double) right / pairs, right / 5000.0);
    }

    private static String number(String recordId) {
        return recordId.split("-")[1];
    }

    private static List<String[]> rows(String name) throws IOException {
        Optional<Path> file = SharedData.file("febrl/" + name);
        assumeThat(file).as("Febrl's data set 4 is in the shared folder").isPresent();
        List<String> lines = Files.readAllLines(file.orElseThrow(), StandardCharsets.UTF_8);
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static People table(String name) throws IOException {
        People people = new People();
        for (String[] fields : rows(name)) {
            people.with(fields[0].strip(), signatures(fields));
        }
        return people;
    }

    private static Map<TokenRule, String> signatures(String[] fields) {
        String first = letters(fields[1]);
        String last = letters(fields[2]);
        String zip = digits(fields[7], 4);
        String born = date(digits(fields[9], 8));
        String ssn = digits(fields[10], 7);
        Map<TokenRule, String> signatures = new EnumMap<>(TokenRule.class);
        put(signatures, TokenRule.T1, last, start(first, 1), born);
        put(signatures, TokenRule.T2, last, first, born, start(zip, 3));
        put(signatures, TokenRule.T3, last, first, born);
        put(signatures, TokenRule.T4, ssn, born);
        put(signatures, TokenRule.T5, last, start(first, 3));
        put(signatures, TokenRule.H1, soundex(last), soundex(first), born);
        put(signatures, TokenRule.H2, last, born, zip);
        put(signatures, TokenRule.H3, first, born, zip);
        boolean inOrder = first.compareTo(last) <= 0;
        put(signatures, TokenRule.H4, inOrder ? first : last, inOrder ? last : first, born);
        put(signatures, TokenRule.S, ssn);
        return signatures;
    }

    private static void put(Map<TokenRule, String> signatures, TokenRule rule, String... parts) {
        if (Stream.of(parts).noneMatch(String::isEmpty)) {
            signatures.put(rule, String.join("|", parts));
        }
    }

    private static String start(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }

    private static String letters(String field) {
        return field.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }

    private static String digits(String field, int length) {
        String digits = field.replaceAll("[^0-9]", "");
        return digits.length() == length ? digits : "";
    }

    private static String date(String digits) {
        try {
            return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE).toString();
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    private static String soundex(String name) {
        if (name.isEmpty()) {
            return "";
        }
        String codes = "01230120022455012623010202";
        StringBuilder code = new StringBuilder().append(name.charAt(0));
        char before = codes.charAt(name.charAt(0) - 'A');
        for (int i = 1; i < name.length() && code.length() < 4; i++) {
            char letter = name.charAt(i);
            char digit = codes.charAt(letter - 'A');
            if (digit != '0' && digit != before) {
                code.append(digit);
            }
            before = letter == 'H' || letter == 'W' ? before : digit;
        }
        return code.append("000").substring(0, 4);
    }
}
