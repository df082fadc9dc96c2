package org.tessera.broker.linkage;

import java.util.List;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.TokenRule;

/**
 * One imaging person for whom something was found. Who has more cases or records than a {@link MatchedPair} can list is
 * never UNIQUE: a placeholder that thousands share is nobody who could be told apart.
 *
 * @param imaging references of the person's cases, sorted
 * @param clinical references of the records found, of every candidate when AMBIGUOUS or CONFLICT, of a few candidates
 *     where too many share a token; sorted
 * @param outcome what it is
 * @param evidence rules that agreed, best first; when there are several candidates those on which all of these agree
 * @param byEncoding whether encodings that are alike link them, since no rule that may does
 */
public record LinkedPerson(
        List<String> imaging, List<String> clinical, Outcome outcome, List<TokenRule> evidence, boolean byEncoding) {
    /** Somebody whom exact rules link. */
    public LinkedPerson(List<String> imaging, List<String> clinical, Outcome outcome, List<TokenRule> evidence) {
        this(imaging, clinical, outcome, evidence, false);
    }

    public LinkedPerson {
        if (outcome == Outcome.UNIQUE
                && (imaging.size() > MatchedPair.MOST_CASES || clinical.size() > MatchedPair.MOST_RECORDS)) {
            outcome = Outcome.AMBIGUOUS;
        }
    }

    @Override
    public String toString() {
        return "LinkedPerson[" + outcome + "]";
    }
}
