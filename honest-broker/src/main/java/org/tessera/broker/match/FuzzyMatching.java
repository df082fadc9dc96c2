package org.tessera.broker.match;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.broker.linkage.EncodingIndex;
import org.tessera.broker.linkage.FuzzyLinkage;
import org.tessera.broker.linkage.Likeness;
import org.tessera.broker.linkage.Linkage;
import org.tessera.broker.linkage.LinkageRules;
import org.tessera.broker.linkage.LinkedPerson;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.tokens.HeldEncodings;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Encoding;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchResult.Fuzzy;
import org.tessera.messaging.Ledger;

/**
 * Looks by encodings for whom exact rules left over, where the project's approval names it (linkage.md, Fuzzy matching), and
 * deletes the encodings of both releases when it has used them.
 */
@ApplicationScoped
public class FuzzyMatching {
    private static final int PORTION = 4_096;

    private final HeldEncodings encodings;
    private final LinkableReleases releases;
    private final FuzzySettings settings;
    private final Ledger ledger;

    /** Compares what is held there. */
    public FuzzyMatching(HeldEncodings encodings, LinkableReleases releases, FuzzySettings settings, Ledger ledger) {
        this.encodings = encodings;
        this.releases = releases;
        this.settings = settings;
        this.ledger = ledger;
    }

    /**
     * What was found, and how.
     *
     * @param linkage everybody who is linked, by rules or encodings
     * @param fuzzy what became of fuzzy matching; null when the approval does not name it
     */
    record Found(Linkage.Result linkage, @Nullable Fuzzy fuzzy) {}

    private record Alike(String imaging, String clinical, double dice) {}

    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Adds to what exact rules found, in the caller's transaction. */
    Found add(MatchRequest request, String epoch, TokenTable imaging, LinkageRules rules, Linkage.Result exact) {
        if (!request.fuzzyApproved()) {
            return new Found(exact, null);
        }
        HeldEncodings.Held ofImaging = encodings.of(Domain.IMAGING, request.imagingRelease(), epoch);
        HeldEncodings.Held ofClinical = encodings.of(Domain.CLINICAL, request.clinicalRelease(), epoch);
        if (ofImaging.records() == 0 || ofClinical.records() == 0) {
            return new Found(exact, Fuzzy.NO_ENCODINGS);
        }
        try {
            Found found = new Found(compared(ofImaging, ofClinical, imaging, rules, exact), Fuzzy.COMPARED);
            ledger.transition(new Ledger.Entry(
                    "encodings.used",
                    request.requestId().toString(),
                    null,
                    null,
                    encodings.delete(ofImaging) + encodings.delete(ofClinical),
                    null));
            return found;
        } catch (TooMany e) {
            return new Found(exact, Fuzzy.TOO_MANY);
        }
    }

    private Linkage.Result compared(
            HeldEncodings.Held ofImaging,
            HeldEncodings.Held ofClinical,
            TokenTable imaging,
            LinkageRules rules,
            Linkage.Result exact) {
        Set<String> linkedCases = references(exact.linked().stream().map(LinkedPerson::imaging));
        List<String> cases = new ArrayList<>();
        List<Encoding> ofCases = new ArrayList<>();
        encodings.each(ofImaging, (reference, encoding) -> {
            if (!linkedCases.contains(reference)) {
                cases.add(reference);
                ofCases.add(encoding);
            }
        });
        if (cases.size() * ofClinical.records() > settings.mostComparisons()) {
            throw new TooMany();
        }
        List<Alike> alike = alike(ofClinical, exact, cases, new EncodingIndex(ofCases, settings.threshold()));
        if (alike.isEmpty()) {
            return exact;
        }
        TokenTable clinical = releases.around(
                ofClinical.release(), alike.stream().map(Alike::clinical).collect(Collectors.toSet()));
        Map<String, Integer> imagingNumbers = numbers(imaging);
        Map<String, Integer> clinicalNumbers = numbers(clinical);
        List<Likeness> likenesses = new ArrayList<>();
        for (Alike each : alike) {
            Integer one = imagingNumbers.get(each.imaging());
            Integer other = clinicalNumbers.get(each.clinical());
            if (one != null && other != null) {
                likenesses.add(new Likeness(one, other, each.dice()));
            }
        }
        return FuzzyLinkage.add(exact, imaging, clinical, rules, likenesses);
    }

    /**
     * Walks once through the clinical encodings, which may be millions; all processors compare a portion at a time. What is
     * too many is only counted: an exception out of the walk would roll the caller's transaction back.
     */
    private List<Alike> alike(
            HeldEncodings.Held ofClinical, Linkage.Result exact, List<String> cases, EncodingIndex index) {
        Set<String> linkedRecords = new HashSet<>(exact.unnamed());
        exact.linked().forEach(person -> linkedRecords.addAll(person.clinical()));
        Queue<Alike> alike = new ConcurrentLinkedQueue<>();
        AtomicLong count = new AtomicLong();
        Map<String, Encoding> portion = HashMap.newHashMap(PORTION);
        encodings.each(ofClinical, (reference, encoding) -> {
            if (!linkedRecords.contains(reference)) {
                portion.put(reference, encoding);
                if (portion.size() == PORTION) {
                    compare(portion, cases, index, alike, count);
                }
            }
        });
        compare(portion, cases, index, alike, count);
        if (count.get() > settings.mostAlike()) {
            throw new TooMany();
        }
        return List.copyOf(alike);
    }

    private void compare(
            Map<String, Encoding> portion,
            List<String> cases,
            EncodingIndex index,
            Queue<Alike> alike,
            AtomicLong count) {
        if (count.get() <= settings.mostAlike()) {
            portion.entrySet().parallelStream()
                    .forEach(record -> index.alike(record.getValue(), (number, dice) -> {
                        if (count.incrementAndGet() <= settings.mostAlike()) {
                            alike.add(new Alike(cases.get(number), record.getKey(), dice));
                        }
                    }));
        }
        portion.clear();
    }

    private static Set<String> references(Stream<List<String>> lists) {
        return lists.flatMap(List::stream).collect(Collectors.toSet());
    }

    /** A reference that several partners gave has several records; any of them stands for all. */
    private static Map<String, Integer> numbers(TokenTable table) {
        Map<String, Integer> numbers = HashMap.newHashMap(table.size());
        for (int at = 0; at < table.size(); at++) {
            numbers.putIfAbsent(table.reference(at), at);
        }
        return numbers;
    }
}
