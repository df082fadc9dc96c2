package org.tessera.endtoend.population;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tessera.contracts.TokenRule;
import org.tessera.partner.tokens.LinkSecretPrf;
import org.tessera.partner.tokens.Person;
import org.tessera.partner.tokens.Tokenizer;

/** Links two registers as linkage.md says, the slow and obvious way: own people are joined first, then the best rule decides, and a tie is never broken. */
final class ReferenceLinkage {
    /** What became of a record of the imaging side. */
    enum Outcome {
        UNIQUE,
        AMBIGUOUS,
        CONFLICT,
        NONE
    }

    /** @param records ids of the clinical records of the one person that was found */
    record Found(Outcome outcome, Set<String> records) {}

    private final Tokenizer tokenizer =
            new Tokenizer(new LinkSecretPrf("a secret".getBytes(StandardCharsets.UTF_8)), Clock.systemUTC());
    private final Side imaging;
    private final Side clinical;

    ReferenceLinkage(Map<String, Person> cases, Map<String, Person> records) {
        imaging = new Side(cases);
        clinical = new Side(records);
    }

    Found find(String caseId) {
        String person = imaging.person(caseId);
        Set<String> candidates = best(person, imaging, clinical);
        if (candidates.isEmpty()) {
            boolean conflict = !across(person, imaging, clinical, TokenRule.S).isEmpty();
            return new Found(conflict ? Outcome.CONFLICT : Outcome.NONE, Set.of());
        }
        String candidate = candidates.iterator().next();
        boolean unique =
                candidates.size() == 1 && best(candidate, clinical, imaging).equals(Set.of(person));
        return unique ? new Found(Outcome.UNIQUE, clinical.members(candidate)) : new Found(Outcome.AMBIGUOUS, Set.of());
    }

    private static Set<String> best(String person, Side from, Side to) {
        for (TokenRule rule : TokenRule.matching()) {
            Set<String> candidates = across(person, from, to, rule);
            if (!candidates.isEmpty()) {
                return candidates;
            }
        }
        return Set.of();
    }

    private static Set<String> across(String person, Side from, Side to, TokenRule rule) {
        Set<String> found = new HashSet<>();
        for (String member : from.members(person)) {
            String token = from.token(member, rule);
            if (token != null) {
                for (String other : to.having(rule, token)) {
                    found.add(to.person(other));
                }
            }
        }
        return found;
    }

    /** One domain's records, joined into persons. */
    private final class Side {
        private final Map<String, Map<TokenRule, String>> tokens = new LinkedHashMap<>();
        private final Map<String, List<String>> having = new HashMap<>();
        private final Map<String, String> parents = new HashMap<>();
        private final Map<String, Set<String>> members = new HashMap<>();

        Side(Map<String, Person> people) {
            people.forEach((id, person) -> {
                Map<TokenRule, String> own = new HashMap<>();
                tokenizer.tokens(person).forEach((rule, token) -> {
                    String hex = HexFormat.of().formatHex(token);
                    own.put(TokenRule.valueOf(rule), hex);
                    having.computeIfAbsent(rule + hex, _ -> new ArrayList<>()).add(id);
                });
                tokens.put(id, own);
                parents.put(id, id);
            });
            having.forEach((token, ids) -> {
                boolean joins = TokenRule.matching().stream().anyMatch(rule -> token.startsWith(rule.name()));
                for (int i = 1; joins && i < ids.size(); i++) {
                    parents.put(person(ids.get(i)), person(ids.getFirst()));
                }
            });
            people.keySet()
                    .forEach(id -> members.computeIfAbsent(person(id), _ -> new HashSet<>())
                            .add(id));
        }

        String person(String id) {
            String parent = java.util.Objects.requireNonNull(parents.get(id));
            return parent.equals(id) ? id : person(parent);
        }

        Set<String> members(String person) {
            return members.getOrDefault(person, Set.of());
        }

        @org.jspecify.annotations.Nullable
        String token(String id, TokenRule rule) {
            return tokens.getOrDefault(id, Map.of()).get(rule);
        }

        List<String> having(TokenRule rule, String token) {
            return having.getOrDefault(rule.name() + token, List.of());
        }
    }
}
