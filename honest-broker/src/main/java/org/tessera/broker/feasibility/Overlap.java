package org.tessera.broker.feasibility;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.tessera.broker.linkage.Linkage;
import org.tessera.broker.linkage.LinkageRules;
import org.tessera.broker.linkage.Persons;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.match.LinkableReleases;
import org.tessera.broker.match.LinkedReleases;
import org.tessera.contracts.MatchedPair.Outcome;

/** Computes of a cohort, over two releases, who its persons are and how many of them have clinical data. */
final class Overlap {
    private final Set<String> subjects;
    private final Optional<LinkableReleases.Sides> sides;

    Overlap(LinkableReleases releases, Optional<LinkedReleases> basis, Set<String> subjects) {
        this.subjects = subjects;
        this.sides = basis.flatMap(each -> releases.of(each.imaging(), each.clinical()));
    }

    /** Why nothing can be said at all: a side is not there, or its tokens are of another secret. */
    Optional<String> unavailable() {
        return sides.map(LinkableReleases.Sides::refusal).orElse(Optional.of("release-unknown"));
    }

    /**
     * One subject for each person of the cohort whom the broker holds: the first of the person's, whoever asked. Only when
     * not {@link #unavailable}.
     */
    Set<String> persons() {
        TokenTable tokens = sides.orElseThrow().imaging();
        Persons persons = Persons.of(tokens, LinkageRules.all().set());
        Set<String> representatives = new HashSet<>();
        for (int at = 0; at < tokens.size(); at++) {
            if (subjects.contains(tokens.reference(at))) {
                representatives.add(representative(tokens, persons, persons.of(at)));
            }
        }
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

    /** Persons of the cohort that linkage finds UNIQUE; only when not {@link #unavailable}. */
    long count() {
        LinkableReleases.Sides linkable = sides.orElseThrow();
        return Linkage.link(linkable.imaging(), linkable.clinical(), LinkageRules.all()).linked().stream()
                .filter(person -> person.outcome() == Outcome.UNIQUE)
                .filter(person -> person.imaging().stream().anyMatch(subjects::contains))
                .count();
    }
}
