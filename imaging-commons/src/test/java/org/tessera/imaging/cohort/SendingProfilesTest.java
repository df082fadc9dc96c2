package org.tessera.imaging.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.envelope.Actor;
import org.tessera.envelope.EventId;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.cohort.SavedCohort.Size;
import org.tessera.messaging.Ledger;

class SendingProfilesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Actor ROSALIND = new Actor("rosalind", "commons");

    private final List<CohortProfile> sent = new ArrayList<>();

    @Test
    void a_profile_adds_up_though_cases_are_withdrawn_while_it_is_counted() {
        sending(new Leaving(40)).send(cohort(), ROSALIND, "registered");
        assertThat(sent).singleElement().satisfies(profile -> {
            assertThat(profile.persons()).isEqualTo(Count.of(40));
            assertThat(profile.attributes()).isEqualTo(Map.of("sex", Map.of("Female", Count.of(40))));
        });
    }

    @Test
    void of_a_cohort_whose_last_case_was_just_withdrawn_nothing_is_said() {
        assertThatThrownBy(() -> sending(new Leaving(0)).send(cohort(), ROSALIND, "registered"))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getParameters()).containsEntry("kind", "cohort-empty"));
        assertThat(sent).isEmpty();
    }

    private SendingProfiles sending(Members members) {
        return new SendingProfiles(
                members,
                new Forgetful(),
                message -> {
                    sent.add((CohortProfile) message.payload());
                    return EventId.random();
                },
                new Unread(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static SavedCohort cohort() {
        return new SavedCohort(CohortId.random(), "A study", CaseFilter.all(), "2026.1", 41, 41, 41, NOW);
    }

    /** A case leaves after every look at them. */
    private static final class Leaving implements Members {
        private int cases;

        Leaving(int cases) {
            this.cases = cases;
        }

        @Override
        public Size size(String version, CaseFilter filter) {
            int now = cases--;
            return new Size(now, now, now);
        }

        @Override
        public Composition composition(String version, CaseFilter filter) {
            int now = cases--;
            return new Composition(now, Map.of("sex", Map.of("Female", Count.of(now))));
        }

        @Override
        public int writeSubjects(String version, CaseFilter filter, OutputStream out) {
            throw new AssertionError("no list is asked for");
        }

        @Override
        public void writeManifest(String version, CaseFilter filter, OutputStream out) {
            throw new AssertionError("no list is asked for");
        }

        @Override
        public void writeManifest(String version, CaseFilter filter, List<CommonsSubjectId> listed, OutputStream out) {
            throw new AssertionError("no list is asked for");
        }
    }

    private static final class Forgetful implements Profiles {
        @Override
        public void add(CohortProfile profile) {
            assertThat(profile.persons()).isNotNull();
        }

        @Override
        public boolean knows(ProfileId id) {
            return false;
        }

        @Override
        public void keep(RepresentativenessReport report) {
            throw new AssertionError("no report is told");
        }

        @Override
        public List<ProfileReport> reports(Actor reader, int limit, @Nullable String after) {
            return List.of();
        }
    }

    private static final class Unread implements Ledger {
        @Override
        public void transition(Entry entry) {
            assertThat(entry.action()).isEqualTo("cohort-profile.sent");
        }

        @Override
        public void denial(Entry entry) {
            throw new AssertionError("nothing is denied");
        }
    }
}
