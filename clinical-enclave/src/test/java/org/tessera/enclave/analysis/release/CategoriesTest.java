package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.alignment.AlignedPerson;
import org.tessera.enclave.alignment.ImagingStudy;
import org.tessera.enclave.alignment.IntervalMatch;
import org.tessera.enclave.alignment.Verdict;

/** The categories of a person who has several cases in the commons. */
final class CategoriesTest {
    private static final CommonsSubjectId FIRST = new CommonsSubjectId("case-1");
    private static final CommonsSubjectId STUDIED = new CommonsSubjectId("case-2");

    @Test
    void the_case_of_her_study_speaks_before_an_earlier_one_and_what_it_leaves_open_the_other_says() {
        var cases = Map.of(FIRST, caseOf(FIRST, "White", 49), STUDIED, caseOf(STUDIED, null, 66));
        var study = new ImagingStudy(STUDIED, "1.2.3", Set.of("DX"), Optional.of(0), Set.of(0), List.of());

        assertThat(Categories.of(person(study), each -> Optional.ofNullable(cases.get(each))))
                .containsEntry("age_at_index", "65+")
                .containsEntry("race", "White");
        assertThat(Categories.of(person(), each -> Optional.ofNullable(cases.get(each))))
                .as("without a study of hers")
                .containsEntry("age_at_index", "18-49");
    }

    private static AlignedPerson person(ImagingStudy... eligible) {
        var match = new IntervalMatch(
                Verdict.SUBCOHORT_1, new TreeSet<>(), List.of(), List.of(), List.of(), List.of(eligible));
        return new AlignedPerson(List.of(FIRST, STUDIED), List.of(), match, Optional.empty(), 0);
    }

    private static CatalogueCase caseOf(CommonsSubjectId id, @Nullable String race, int age) {
        return new CatalogueCase(id, null, "Female", race, null, age, null, null, List.of(), List.of());
    }
}
