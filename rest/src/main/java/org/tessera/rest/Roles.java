package org.tessera.rest;

import java.util.Set;
import java.util.stream.Collectors;

/** The roles of the three domains; whatever else a token carries is no role here. */
final class Roles {
    private static final Set<String> ALL = Set.of(
            "registered",
            "curator",
            "auditor",
            "researcher",
            "committee",
            "output-checker",
            "steward",
            "administrator",
            "operator");

    private Roles() {}

    static Set<String> among(Set<String> granted) {
        return granted.stream().filter(ALL::contains).collect(Collectors.toUnmodifiableSet());
    }
}
