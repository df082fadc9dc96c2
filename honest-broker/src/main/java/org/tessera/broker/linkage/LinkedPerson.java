package org.tessera.broker.linkage;

import java.util.List;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.TokenRule;

/**
 * One imaging person for whom something was found.
 *
 * @param imaging references of the person's cases, sorted
 * @param clinical references of the records found, of every candidate when AMBIGUOUS or CONFLICT; sorted
 * @param outcome what it is
 * @param evidence rules that agreed, best first; when there are several candidates those on which all agree
 */
public record LinkedPerson(List<String> imaging, List<String> clinical, Outcome outcome, List<TokenRule> evidence) {
    @Override
    public String toString() {
        return "LinkedPerson[" + outcome + "]";
    }
}
