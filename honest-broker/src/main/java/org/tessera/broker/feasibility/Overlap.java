package org.tessera.broker.feasibility;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.tessera.broker.linkage.Linkage;
import org.tessera.broker.linkage.LinkageRules;
import org.tessera.broker.linkage.Persons;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.match.Admission;
import org.tessera.broker.tokens.Holding;
import org.tessera.broker.tokens.Holdings;
import org.tessera.contracts.Domain;
import org.tessera.contracts.MatchedPair.Outcome;

/** Computes of a cohort, over the latest releases, who its persons are and how many of them have clinical data. */
final class Overlap {
    private final Holdings holdings;
    private final Set<String> subjects;
    private final Optional<Holding> imaging;
    private final Optional<Holding> clinical;
    private final Optional<TokenTable> table;

    Overlap(Holdings holdings, Set<String> subjects) {
        this.holdings = holdings;
        this.subjects = subjects;
        this.imaging = holdings.latest(Domain.IMAGING);
        this.clinical = holdings.latest(Domain.CLINICAL);
        this.table = imaging.map(holding -> holdings.load(holding.domain(), holding.release()));
    }

    /** One subject for each person of the cohort whom the broker holds: the first of the person's, whoever asked. */
    Set<String> persons() {
        Set<String> representatives = new HashSet<>();
        table.ifPresent(tokens -> {
            Persons persons = Persons.of(tokens, LinkageRules.all().set());
            for (int at = 0; at < tokens.size(); at++) {
                if (subjects.contains(tokens.reference(at))) {
                    representatives.add(representative(tokens, persons, persons.of(at)));
                }
            }
        });
        return representatives;
    }

    private static String representative(TokenTable tokens, Persons persons, int person) {
        String first = null;
        for (int at : persons.recordsOf(person)) {
            String reference = tokens.reference(at);
            first = first == null || reference.compareTo(first) < 0 ? reference : first;
        }
        return String.valueOf(first);
    }

    /** Why nothing can be said at all: a side is not there, or its tokens are of another secret. */
    Optional<String> unavailable() {
        if (imaging.isEmpty() || clinical.isEmpty()) {
            return Optional.of("release-unknown");
        }
        return Admission.joinable(imaging.get(), clinical.get());
    }

    /** Persons of the cohort that linkage finds UNIQUE; only when not {@link #unavailable}. */
    long count() {
        TokenTable records =
                holdings.load(Domain.CLINICAL, clinical.orElseThrow().release());
        return Linkage.link(table.orElseThrow(), records, LinkageRules.all()).linked().stream()
                .filter(person -> person.outcome() == Outcome.UNIQUE)
                .filter(person -> person.imaging().stream().anyMatch(subjects::contains))
                .count();
    }
}
