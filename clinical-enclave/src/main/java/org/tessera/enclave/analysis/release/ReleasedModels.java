package org.tessera.enclave.analysis.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tessera.enclave.alignment.Alignment;
import org.tessera.enclave.alignment.MakingAlignments;
import org.tessera.enclave.analysis.Analyses;
import org.tessera.enclave.analysis.AnalysingCohorts;
import org.tessera.enclave.analysis.Cohort;
import org.tessera.enclave.analysis.Fit;
import org.tessera.enclave.analysis.Influence;
import org.tessera.enclave.analysis.Observation;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.protocol.Covariate;
import org.tessera.rest.Problems;

/**
 * The models for a release: all on the images that have every covariate, so that they rest on the same persons and no two
 * of them can be subtracted.
 */
@ApplicationScoped
class ReleasedModels {
    private final AnalysingCohorts analysing;
    private final Analyses analyses;
    private final Influences influences;

    ReleasedModels(AnalysingCohorts analysing, Analyses analyses, Influences influences) {
        this.analysing = analysing;
        this.analyses = analyses;
        this.influences = influences;
    }

    /**
     * What was fitted.
     *
     * @param cohort the study population
     * @param observations complete observations
     * @param fits the protocol's models
     * @param provenance what they were made of
     * @param influences where how much they rest on one person is remembered
     */
    record Models(
            Cohort cohort,
            List<Observation> observations,
            List<Fit> fits,
            Alignment.Provenance provenance,
            Influences influences) {
        /** How much one of the models rests on one person. */
        Influence influence(Fit fit) {
            return influences.of(fit, observations);
        }

        /** Persons of whom something holds. */
        Set<PersonKey> persons(java.util.function.Predicate<Observation> holds) {
            Set<PersonKey> persons = new HashSet<>();
            observations.stream().filter(holds).forEach(each -> persons.add(new PersonKey(each.person())));
            return persons;
        }
    }

    /** Fits; throws the problem "no-analysis" (409) when the project has not made one yet. */
    Models fit(Project project) {
        if (analyses.list(project.id(), Optional.empty(), 1).isEmpty()) {
            throw Problems.conflict("no-analysis", "The project has made no analysis yet.");
        }
        Cohort cohort = analysing.cohort(project);
        List<String> names =
                project.protocol().covariates().stream().map(Covariate::name).toList();
        List<Observation> complete = cohort.observations().stream()
                .filter(each -> each.values().keySet().containsAll(names))
                .toList();
        return new Models(
                cohort,
                complete,
                AnalysingCohorts.models(project.protocol(), complete),
                MakingAlignments.provenance(project, cohort.aligned().match()),
                influences);
    }
}
