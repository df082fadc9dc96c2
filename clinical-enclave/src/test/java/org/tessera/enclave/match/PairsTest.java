package org.tessera.enclave.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.EnclaveRef;
import org.tessera.contracts.MatchedPair;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.omop.References.Standing;

class PairsTest {
    private static final CommonsSubjectId CASE = new CommonsSubjectId("C-1");
    private static final CommonsSubjectId GONE = new CommonsSubjectId("C-2");
    private static final EnclaveRef ANNA = new EnclaveRef("a1".repeat(32));
    private static final EnclaveRef BERT = new EnclaveRef("b2".repeat(32));
    private static final EnclaveRef LEFT = new EnclaveRef("c3".repeat(32));
    private static final EnclaveRef UNKNOWN = new EnclaveRef("d4".repeat(32));

    private final Pairs pairs = new Pairs(
            Map.of(
                    ANNA, new Standing(new PersonId(1), false),
                    BERT, new Standing(new PersonId(2), false),
                    LEFT, new Standing(new PersonId(3), true)),
            Set.of(CASE));

    @Test
    void references_become_the_enclaves_persons() {
        assertThat(pairs.link(pair(List.of(CASE), List.of(ANNA, BERT), MatchedPair.Outcome.UNIQUE)))
                .contains(new LinkedPerson(
                        List.of(CASE), List.of(new PersonId(1), new PersonId(2)), Linkage.UNIQUE, List.of("T1")));
    }

    @Test
    void a_record_that_is_not_in_the_release_is_left_out_and_a_tie_stays_a_tie() {
        assertThat(pairs.link(pair(List.of(CASE), List.of(ANNA, UNKNOWN), MatchedPair.Outcome.AMBIGUOUS)))
                .get()
                .satisfies(person -> {
                    assertThat(person.persons()).containsExactly(new PersonId(1));
                    assertThat(person.linkage()).isEqualTo(Linkage.AMBIGUOUS);
                });
        assertThat(pairs.link(pair(List.of(CASE), List.of(UNKNOWN), MatchedPair.Outcome.UNIQUE)))
                .isEmpty();
    }

    @Test
    void whoever_opted_out_takes_the_pair_along() {
        assertThat(pairs.link(pair(List.of(CASE), List.of(ANNA, LEFT), MatchedPair.Outcome.UNIQUE)))
                .isEmpty();
        assertThat(pairs.link(pair(List.of(CASE), List.of(LEFT, BERT), MatchedPair.Outcome.AMBIGUOUS)))
                .isEmpty();
    }

    @Test
    void a_case_that_the_catalogue_does_not_show_takes_the_pair_along() {
        assertThat(pairs.link(pair(List.of(CASE, GONE), List.of(ANNA), MatchedPair.Outcome.UNIQUE)))
                .isEmpty();
    }

    private static MatchedPair pair(
            List<CommonsSubjectId> imaging, List<EnclaveRef> clinical, MatchedPair.Outcome outcome) {
        return new MatchedPair(imaging, clinical, outcome, List.of("T1"), "hb-1", "1");
    }
}
