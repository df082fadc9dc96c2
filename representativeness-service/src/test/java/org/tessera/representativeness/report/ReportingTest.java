package org.tessera.representativeness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.contracts.RepresentativenessReport.Distance;
import org.tessera.envelope.EventId;
import org.tessera.messaging.Unacceptable;
import org.tessera.representativeness.population.InMemoryAlignments;
import org.tessera.representativeness.population.ReferenceLibrary;
import org.tessera.representativeness.recall.Recalls;

/** What is reported of a profile of which much is hidden. */
final class ReportingTest {
    private static final Count ALMOST_ANYTHING = new Count(null, 10_360);

    private final List<RepresentativenessReport> sent = new ArrayList<>();
    private final Reporting reporting = new Reporting(
            new ReferenceLibrary(),
            new KeepsNothing(),
            new KeepsNothing(),
            new KeepsNothing(),
            message -> {
                sent.add((RepresentativenessReport) message.payload());
                return EventId.random();
            },
            new InMemoryAlignments.UnreadLedger());

    @Test
    void an_attribute_of_which_too_much_is_hidden_is_left_out_and_the_others_are_reported() {
        reporting.reportOn(
                profile(
                        ALMOST_ANYTHING,
                        Map.of(
                                "sex", Map.of("Female", ALMOST_ANYTHING, "Male", ALMOST_ANYTHING),
                                "ethnicity",
                                        Map.of(
                                                "Hispanic or Latino", Count.of(4_000),
                                                "Not Hispanic or Latino", Count.of(6_340),
                                                "Not Reported", Count.suppressed()))),
                Origin.ENCLAVE);

        assertThat(sent)
                .hasSize(3)
                .allSatisfy(report -> assertThat(report.distances())
                        .extracting(Distance::attribute)
                        .containsExactly("ethnicity", "ethnicity"));
    }

    @Test
    void a_profile_that_counts_nobody_is_no_contradiction_and_has_no_distance() {
        reporting.reportOn(
                profile(
                        Count.of(0),
                        Map.of(
                                "sex", Map.of("Female", Count.of(0), "Male", Count.of(0)),
                                "ethnicity", Map.of("Not Reported", Count.of(0)))),
                Origin.ENCLAVE);

        assertThat(sent)
                .hasSize(3)
                .allSatisfy(report -> assertThat(report.distances()).isEmpty());
    }

    @Test
    void a_profile_of_nobody_with_somebody_in_a_category_or_the_other_way_round_is_refused() {
        CohortProfile ofNobody = profile(Count.of(0), Map.of("sex", Map.of("Female", Count.of(20))));
        CohortProfile withoutCategory = profile(Count.of(20), Map.of("sex", Map.of("Female", Count.of(0))));

        assertThat(List.of(ofNobody, withoutCategory))
                .allSatisfy(profile -> assertThatThrownBy(() -> reporting.reportOn(profile, Origin.ENCLAVE))
                        .isInstanceOf(Unacceptable.class)
                        .hasMessageContaining("profile-inconsistent"));
    }

    @Test
    void a_profile_that_contradicts_itself_is_refused() {
        CohortProfile contradictory =
                profile(Count.of(100), Map.of("sex", Map.of("Female", Count.of(60), "Male", Count.of(60))));

        assertThatThrownBy(() -> reporting.reportOn(contradictory, Origin.ENCLAVE))
                .isInstanceOf(Unacceptable.class)
                .hasMessageContaining("profile-inconsistent");
        assertThat(sent).isEmpty();
    }

    private static CohortProfile profile(Count persons, Map<String, Map<String, Count>> attributes) {
        return new CohortProfile(
                ProfileId.random(),
                "interval-aligned",
                "A cohort",
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                persons,
                attributes);
    }

    private static final class KeepsNothing implements Reports, Profiles, Recalls {
        @Override
        public void keep(CohortProfile profile, RepresentativenessReport report, Origin origin) {}

        @Override
        public void forget(ProfileId profile, Origin origin) {}

        @Override
        public List<Reports.KeptReport> ofTheCommons(String account, long after, int limit) {
            return List.of();
        }

        @Override
        public List<RepresentativenessReport> about(ProfileId profile) {
            return List.of();
        }

        @Override
        public void keep(CohortProfile profile) {}

        @Override
        public List<Profiles.KeptProfile> readableBy(String account, long after, int limit) {
            return List.of();
        }

        @Override
        public void add(String channel, UUID releasedId) {}

        @Override
        public boolean contains(String channel, UUID releasedId) {
            return false;
        }
    }
}
