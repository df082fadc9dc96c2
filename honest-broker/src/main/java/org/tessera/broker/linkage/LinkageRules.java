package org.tessera.broker.linkage;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tessera.contracts.TokenRule;

/**
 * The rules a run may use, in rank order. T5 and the number alone never match.
 *
 * @param ranked best first
 */
public record LinkageRules(List<TokenRule> ranked) {
    /** Throws {@link IllegalArgumentException} when there is no rule or one that may not match alone. */
    public LinkageRules {
        if (ranked.isEmpty() || !ranked.stream().allMatch(TokenRule::mayMatch)) {
            throw new IllegalArgumentException("rules that may match are needed");
        }
        ranked = ranked.stream().distinct().sorted().toList();
    }

    /** All rules of the profile that may match. */
    public static LinkageRules all() {
        return new LinkageRules(TokenRule.matching());
    }

    /** The same without an order. */
    public Set<TokenRule> set() {
        return EnumSet.copyOf(ranked);
    }
}
