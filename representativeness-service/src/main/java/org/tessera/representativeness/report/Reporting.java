package org.tessera.representativeness.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.contracts.RepresentativenessReport.Against;
import org.tessera.contracts.RepresentativenessReport.Basis;
import org.tessera.contracts.RepresentativenessReport.Distance;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;
import org.tessera.messaging.Unacceptable;
import org.tessera.representativeness.comparison.Comparison;
import org.tessera.representativeness.comparison.Measured;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.TooLittlePublished;
import org.tessera.representativeness.population.Alignments;
import org.tessera.representativeness.population.CategoryAlignment;
import org.tessera.representativeness.population.ReferenceLibrary;
import org.tessera.representativeness.population.ReferencePopulation;
import org.tessera.representativeness.population.ReferencePopulation.Snapshot;
import org.tessera.representativeness.population.UnmappedCategories;
import org.tessera.representativeness.recall.Recalls;

/** Reports on a profile against every reference, to the domain the profile came from. */
@ApplicationScoped
public class Reporting {
    private static final int FLOOR = 20;
    private static final String ALIGNMENT = Alignments.USUAL;
    private static final Base BASE = Base.TWO;

    private final ReferenceLibrary library;
    private final Reports reports;
    private final Profiles profiles;
    private final Recalls recalls;
    private final Outbox outbox;
    private final Ledger ledger;

    Reporting(
            ReferenceLibrary library,
            Reports reports,
            Profiles profiles,
            Recalls recalls,
            Outbox outbox,
            Ledger ledger) {
        this.library = library;
        this.reports = reports;
        this.profiles = profiles;
        this.recalls = recalls;
        this.outbox = outbox;
        this.ledger = ledger;
    }

    /** Computes, keeps and sends one report per reference, in the caller's transaction. */
    @Transactional
    public void reportOn(CohortProfile profile, Origin origin) {
        if (origin == Origin.ENCLAVE) {
            if (recalls.contains(Origin.ENCLAVE.profiles(), profile.profileId().value())) {
                return;
            }
            refuseSmallCounts(profile);
        }
        for (ReferencePopulation reference : library.standardReferences()) {
            RepresentativenessReport report = report(profile, reference);
            reports.keep(profile, report, origin);
            outbox.send(
                    Outgoing.byTheService(origin.answers(), profile.profileId().toString(), report));
        }
        if (origin == Origin.COMMONS) {
            profiles.keep(profile);
        }
        ledger.transition(Ledger.Entry.of(
                "representativeness-report.made", profile.profileId().toString(), null, null));
    }

    /** Forgets the reports on a profile of the enclave that was recalled, in the caller's transaction. */
    @Transactional
    public void recalled(ProfileId profile) {
        recalls.add(Origin.ENCLAVE.profiles(), profile.value());
        reports.forget(profile, Origin.ENCLAVE);
        ledger.transition(Ledger.Entry.of("representativeness-report.recalled", profile.toString(), null, null));
    }

    /** What comes from the enclave is a release: a count of 1..19 that stands open in it is a mistake, and is not used. */
    private static void refuseSmallCounts(CohortProfile profile) {
        Stream<Count> cells = profile.attributes().values().stream().flatMap(counts -> counts.values().stream());
        if (Stream.concat(Stream.of(profile.persons()), cells).map(Count::exact).anyMatch(Reporting::isSmall)) {
            throw new Unacceptable("count-below-floor");
        }
    }

    private static boolean isSmall(@Nullable Integer exact) {
        return exact != null && exact > 0 && exact < FLOOR;
    }

    private RepresentativenessReport report(CohortProfile profile, ReferencePopulation reference) {
        List<Distance> distances = new ArrayList<>();
        for (String attribute : profile.attributes().keySet()) {
            reference
                    .snapshot(attribute, null)
                    .ifPresent(snapshot -> distances.addAll(distances(profile, attribute, reference, snapshot)));
        }
        return new RepresentativenessReport(profile.profileId(), reference.name(), alignmentName(), distances);
    }

    /** None where nobody is counted, or so much is hidden that an interval would say nothing. */
    private List<Distance> distances(
            CohortProfile profile, String attribute, ReferencePopulation reference, Snapshot snapshot) {
        try {
            var alignment =
                    library.alignment(ALIGNMENT, attribute).orElseThrow(() -> new Unacceptable("attribute-unknown"));
            Map<String, Count> counts = profile.attributes().getOrDefault(attribute, Map.of());
            Comparison comparison =
                    new Comparison(alignment, counts, profile.persons(), List.of(), snapshot.weights(), BASE);
            if (comparison.countsNobody()) {
                return List.of();
            }
            Against against = new Against(reference.version(), reference.persons(snapshot));
            List<Distance> distances = new ArrayList<>();
            distances.add(distance(attribute, "raw", comparison.raw(), against));
            if (comparison.someoneIsNotMissing()) {
                distances.add(distance(attribute, "adjusted", comparison.adjusted(), against));
            }
            return distances;
        } catch (UnmappedCategories e) {
            throw new Unacceptable("category-unmapped");
        } catch (TooLittlePublished saysNothing) {
            return List.of();
        } catch (IllegalArgumentException e) {
            throw new Unacceptable("profile-inconsistent");
        }
    }

    private static Distance distance(String attribute, String treatment, Measured measured, Against against) {
        Basis basis = new Basis(BASE.toString(), against, measured.persons(), measured.categories());
        return new Distance(attribute, treatment, measured.low(), measured.high(), basis);
    }

    private String alignmentName() {
        return library.alignments().stream()
                .filter(alignment -> alignment.name().equals(ALIGNMENT))
                .map(CategoryAlignment::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("alignment missing: " + ALIGNMENT));
    }
}
