package org.tessera.enclave.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.tessera.enclave.alignment.PersonKeys;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.match.LinkedPerson;
import org.tessera.enclave.match.MatchTable;
import org.tessera.enclave.omop.References;

/** By the active match and by who loaded the records. */
@ApplicationScoped
class LinkedContributors implements Contributors {
    private final MatchTable matches;
    private final PersonKeys keys;
    private final References references;

    LinkedContributors(MatchTable matches, PersonKeys keys, References references) {
        this.matches = matches;
        this.keys = keys;
        this.references = references;
    }

    @Override
    public Map<PersonKey, Set<String>> of(ProjectId project) {
        List<LinkedPerson> linked = matches.active(project).stream()
                .flatMap(match -> match.persons().stream())
                .toList();
        var partners = references.partnersOf(
                linked.stream().flatMap(person -> person.persons().stream()).collect(Collectors.toSet()));
        Map<PersonKey, Set<String>> contributors = new HashMap<>();
        for (LinkedPerson person : linked) {
            contributors
                    .computeIfAbsent(keys.of(project, person.subjects()), any -> new HashSet<>())
                    .addAll(person.persons().stream()
                            .map(partners::get)
                            .filter(Objects::nonNull)
                            .toList());
        }
        return contributors;
    }
}
