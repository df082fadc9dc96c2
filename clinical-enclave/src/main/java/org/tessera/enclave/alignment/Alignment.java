package org.tessera.enclave.alignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.protocol.ConceptSet;

/**
 * An alignment as it was made and is shown: the funnel and where it came from.
 *
 * @param id its id
 * @param project its project
 * @param madeAt when
 * @param provenance what it was made of
 * @param loads digests of the manifests of the release's loads that it was made of, "sha256:...", in a fixed order, and at
 *     last one over the loads of the vocabulary's concepts; empty in alignments of before, which say nothing of them
 * @param stages who was left after each step
 * @param funnel everyone by verdict
 * @param disagreements studies whose own list of intervals contradicts the tests of their case
 * @param missingCodes codes of the protocol that the loaded vocabulary has no concept of, so that rows of their concepts were
 *     not found; empty in alignments of before, which say nothing of them
 */
public record Alignment(
        AlignmentId id,
        ProjectId project,
        Instant madeAt,
        Provenance provenance,
        List<String> loads,
        List<Funnel.Stage> stages,
        List<Funnel.Excluded> funnel,
        int disagreements,
        List<ConceptSet.Code> missingCodes) {
    /** Copies. */
    @SuppressWarnings({"NullableProblems", "ConstantValue"})
    public Alignment {
        loads = List.copyOf(Objects.requireNonNullElse(loads, List.of()));
        stages = List.copyOf(stages);
        funnel = List.copyOf(funnel);
        missingCodes = List.copyOf(Objects.requireNonNullElse(missingCodes, List.of()));
    }

    /**
     * What a result was made of, so that anyone can make it again.
     *
     * @param protocol name of the protocol
     * @param protocolVersion its version
     * @param protocolDigest "sha256:..." of its text
     * @param matchRequest the match
     * @param clinicalRelease release of the enclave's records
     * @param catalogueVersion version of the commons' catalogue
     */
    public record Provenance(
            String protocol,
            String protocolVersion,
            String protocolDigest,
            MatchRequestId matchRequest,
            String clinicalRelease,
            String catalogueVersion) {}

    /**
     * A linked person, under the project's aliases.
     *
     * @param subjects aliases of her cases
     * @param persons aliases of her records; empty unless linked for sure
     * @param verdict the verdict
     * @param intervals intervals of her eligible study, in days
     * @param pairs pairs of dates that match one of them
     * @param constellation beyond the verdict and in no model: for subcohorts 2 and 3 the day of the study that explains most
     *     of her relative days at once
     * @param studies eligible studies
     * @param images their images in the view
     * @param disagreements studies whose own intervals contradict the tests of their case
     * @param admissionAssumed in the study population: whether no inpatient visit holds her study day, so that this day stands
     *     for the admission; null for others, and in alignments of before
     */
    public record Row(
            List<String> subjects,
            List<String> persons,
            Verdict verdict,
            NavigableSet<Integer> intervals,
            List<Pair> pairs,
            @Nullable Constellation constellation,
            int studies,
            int images,
            int disagreements,
            @Nullable Boolean admissionAssumed) {
        /** Copies. */
        public Row {
            subjects = List.copyOf(subjects);
            persons = List.copyOf(persons);
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * The day that explains most.
     *
     * @param studyDay one of the days of her pairs
     * @param explained relative days of tests and studies that fall on a day of the record of the same kind
     * @param of relative days there are
     * @param ambiguity what the second best day explains over what this one does: 0 to 1, and 1 for a tie
     */
    public record Constellation(LocalDate studyDay, int explained, int of, double ambiguity) {}

    /**
     * A pair of dates.
     *
     * @param interval days between
     * @param test day of the positive test
     * @param procedure day of the imaging procedure
     */
    public record Pair(int interval, LocalDate test, LocalDate procedure) {}
}
