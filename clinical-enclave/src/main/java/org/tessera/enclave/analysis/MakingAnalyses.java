package org.tessera.enclave.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.alignment.AligningCohorts.Aligned;
import org.tessera.enclave.alignment.Alignment;
import org.tessera.enclave.alignment.AlignmentId;
import org.tessera.enclave.alignment.Alignments;
import org.tessera.enclave.alignment.MakingAlignments;
import org.tessera.enclave.approval.OpenProjects;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.omop.ReleaseSubmissions;
import org.tessera.envelope.Digests;
import org.tessera.messaging.Ledger;
import org.tessera.rest.Caller;
import org.tessera.rest.Problems;

/** Makes an analysis of an alignment and keeps it, with a ledger entry. */
@ApplicationScoped
public class MakingAnalyses {
    private final AnalysingCohorts analysing;
    private final Alignments alignments;
    private final Analyses analyses;
    private final ReleaseSubmissions submissions;
    private final OpenProjects projects;
    private final Ledger ledger;
    private final Clock clock;

    MakingAnalyses(
            AnalysingCohorts analysing,
            Alignments alignments,
            Analyses analyses,
            ReleaseSubmissions submissions,
            OpenProjects projects,
            Ledger ledger,
            Clock clock) {
        this.analysing = analysing;
        this.alignments = alignments;
        this.analyses = analyses;
        this.submissions = submissions;
        this.projects = projects;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Analyses. Throws the problems "alignment-unknown" (404), "alignment-outdated" (409, when the project has another
     * match or protocol now, or its release other rows), "no-imported-table" (409) and "project-ended" (410, when it
     * ended meanwhile).
     */
    @Transactional
    public Analysis make(Project project, AlignmentId on, Caller caller) {
        Alignment alignment = alignments
                .find(project.id(), on)
                .orElseThrow(() -> Problems.notFound("alignment-unknown", "The project has no such alignment."));
        Cohort cohort = analysing.cohort(project);
        var provenance = MakingAlignments.provenance(project, cohort.aligned().match());
        if (!provenance.equals(alignment.provenance()) || !isOf(alignment.loads(), cohort.aligned())) {
            throw Problems.conflict(
                    "alignment-outdated",
                    "The project's match or protocol, or what is loaded of its release, has changed since that alignment:"
                            + " align again.");
        }
        if (cohort.imported().isEmpty()) {
            throw Problems.conflict("no-imported-table", "No table of measures has been imported yet.");
        }
        Analysis analysis = analysis(project, alignment, cohort);
        projects.hold(project.id()); // Its end takes the alignment along, without which no analysis can be kept.
        analyses.keep(analysis);
        ledger.transition(new Ledger.Entry(
                "analysis.made",
                analysis.id().toString(),
                caller.actor(),
                caller.role(),
                (long) analysis.persons(),
                analysis.importedDigest()));
        return analysis;
    }

    /** Whether these loads were there before the cohort's rows were read, and are there after. */
    private boolean isOf(List<String> loads, Aligned aligned) {
        return loads.equals(aligned.loads())
                && loads.equals(submissions.loaded(aligned.match().clinicalRelease()));
    }

    private Analysis analysis(Project project, Alignment alignment, Cohort cohort) {
        List<Observation> observations = cohort.observations();
        List<Fit> fits = AnalysingCohorts.models(project.protocol(), observations);
        Map<String, Integer> reasons = new TreeMap<>();
        Map<String, Integer> phenotypes = new TreeMap<>();
        Map<String, Integer> disagreements = new TreeMap<>();
        for (Cohort.Member member : cohort.members()) {
            member.outcomeReason().ifPresent(reason -> reasons.merge(reason, 1, Integer::sum));
            member.alternatives().forEach((name, met) -> phenotypes.merge(name, met ? 1 : 0, Integer::sum));
            member.disagreements().forEach(attribute -> disagreements.merge(attribute, 1, Integer::sum));
        }
        List<Analysis.ShownModel> models = new ArrayList<>();
        for (int i = 0; i < fits.size(); i++) {
            models.add(Analysis.ShownModel.of(
                    fits.get(i), project.protocol().models().get(i).title()));
        }
        return new Analysis(
                AnalysisId.random(),
                project.id(),
                alignment.id(),
                clock.instant(),
                alignment.provenance(),
                project.protocol().outcome(),
                cohort.imported().size(),
                digest(cohort.imported()),
                cohort.members().size(),
                observations.size(),
                (int) cohort.members().stream().filter(Cohort.Member::outcome).count(),
                reasons,
                phenotypes,
                (int) cohort.members().stream()
                        .filter(Cohort.Member::admissionAssumed)
                        .count(),
                disagreements,
                models,
                comparisons(fits, observations));
    }

    private static List<Analysis.ShownComparison> comparisons(List<Fit> fits, List<Observation> observations) {
        List<Analysis.ShownComparison> comparisons = new ArrayList<>();
        for (int i = 0; i < fits.size(); i++) {
            for (int j = i + 1; j < fits.size(); j++) {
                if (fits.get(i) instanceof Fit.Estimated first
                        && fits.get(j) instanceof Fit.Estimated second
                        && first.sample().observations() == observations.size()
                        && second.sample().observations() == observations.size()) {
                    var test = LogisticRegression.roc(first, observations)
                            .compare(LogisticRegression.roc(second, observations));
                    if (test != null) {
                        comparisons.add(
                                new Analysis.ShownComparison(first.model(), second.model(), test.z(), test.p()));
                    }
                }
            }
        }
        return comparisons;
    }

    private static String digest(List<UploadRow> rows) {
        StringBuilder lines = new StringBuilder();
        for (UploadRow row : rows) {
            lines.append(row.submitterId())
                    .append(',')
                    .append(row.studyUid())
                    .append(',')
                    .append(row.objectId())
                    .append(',')
                    .append(row.imagingIndex())
                    .append('\n');
        }
        return Digests.prefixed(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
