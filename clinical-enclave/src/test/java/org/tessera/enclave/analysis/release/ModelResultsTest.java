package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.alignment.AlignedPerson;
import org.tessera.enclave.alignment.AligningCohorts.Aligned;
import org.tessera.enclave.alignment.IntervalMatch;
import org.tessera.enclave.alignment.Verdict;
import org.tessera.enclave.analysis.Cohort;
import org.tessera.enclave.analysis.Fit;
import org.tessera.enclave.match.ActiveMatch;
import org.tessera.enclave.protocol.Protocol;

/** What a released model says of how many it rests on. */
final class ModelResultsTest {
    @Test
    void how_many_lack_a_covariate_cannot_be_told_beside_the_number_of_the_study_population() {
        // 201 in the table of characteristics, "<20" of them without a covariate: 200 would mean that it is one
        assertThat(shown(200, 201).personsAtLeast()).isEqualTo(shown(182, 201).personsAtLeast());
        assertThat(shown(200, 201).imagesAtLeast())
                .isEqualTo(shown(182, 201).imagesAtLeast())
                .isEqualTo(180);
    }

    private static ModelResultsSource.Model shown(int complete, int members) {
        var sample = new Fit.Sample(complete, complete, 60, Map.of());
        var fit = new Fit.NotEstimable("m", sample, Fit.Verdict.COLLINEAR, List.of("a"), "It is collinear.");
        return ModelResultsSource.shown(new Protocol.Model("m", "A model", List.of("a")), fit, cohort(members));
    }

    private static Cohort cohort(int members) {
        return new Cohort(
                new Aligned(new ActiveMatch(MatchRequestId.random(), "R1", "2026.1", List.of()), List.of(), List.of()),
                IntStream.range(0, members).mapToObj(ModelResultsTest::member).toList(),
                List.of());
    }

    private static Cohort.Member member(int number) {
        var match = new IntervalMatch(Verdict.SUBCOHORT_1, new TreeSet<>(), List.of(), List.of(), List.of(), List.of());
        return new Cohort.Member(
                "S-" + number,
                new AlignedPerson(List.of(), List.of(), match, Optional.empty(), 0),
                LocalDate.EPOCH,
                false,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(Map.of("a", 1.0)),
                List.of());
    }
}
