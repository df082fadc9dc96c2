package org.tessera.representativeness.advice.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tessera.contracts.Count;
import org.tessera.representativeness.advice.Advice;
import org.tessera.representativeness.advice.Advising;
import org.tessera.representativeness.comparison.adapter.ComparisonSettings;
import org.tessera.representativeness.comparison.adapter.CountProblems;
import org.tessera.representativeness.population.Alignments;
import org.tessera.representativeness.population.CategoryAlignment;
import org.tessera.representativeness.population.JointAttribute;
import org.tessera.representativeness.population.ReferencePopulation;
import org.tessera.representativeness.population.ReferencePopulation.Snapshot;
import org.tessera.representativeness.population.References;
import org.tessera.rest.Caller;

/** What would help a cohort that is not representative; nothing is kept. */
@Path("/advice")
@RolesAllowed({"registered", "curator"})
@Tag(name = "distances")
public class AdviceEndpoint {
    private static final double USUAL_TARGET = 0.05;

    private final Advising advising;
    private final References references;
    private final Alignments alignments;
    private final Caller caller;

    AdviceEndpoint(Advising advising, References references, Alignments alignments, Caller caller) {
        this.advising = advising;
        this.references = references;
        this.alignments = alignments;
        this.caller = caller;
    }

    /** Advice on one attribute of one cohort. */
    @POST
    @Operation(
            operationId = "advise",
            summary = "What drives a distance, and what would bring it under a target",
            description =
                    "The categories that add most; the fewest persons to add; the largest sample of the cohort that"
                            + " reaches the target, and the nearest of a size, with what is lost. Both are exact.")
    public Advice advice(@NotNull @Valid AdviceQuestion asked) {
        return CountProblems.explained(() -> advise(asked));
    }

    private Advice advise(AdviceQuestion asked) {
        String written = asked.attribute();
        String name = asked.reference();
        Map<String, Count> given = asked.counts();
        if (written == null || name == null || given == null) {
            throw new IllegalArgumentException("attribute, counts and reference are needed");
        }
        String attribute = JointAttribute.canonical(written);
        Map<String, Count> counts =
                JointAttribute.canonical(Map.of(written, given)).getOrDefault(attribute, given);
        String account = caller.actor().subject();
        ReferencePopulation reference = references
                .find(name, account)
                .orElseThrow(() -> new IllegalArgumentException("there is no reference " + name + " for you"));
        Snapshot snapshot = reference
                .snapshot(attribute, asked.asOf())
                .orElseThrow(() -> new IllegalArgumentException("the reference has no " + attribute + " at that date"));
        ComparisonSettings how = asked.settings() == null ? ComparisonSettings.USUAL : asked.settings();
        Set<String> sources = new HashSet<>(counts.keySet());
        sources.addAll(snapshot.weights().keySet());
        CategoryAlignment alignment =
                alignments.between(how.alignmentOrUsual(), attribute, account, how.cuts(), sources);
        Advising.Wish wish = new Advising.Wish(
                asked.adjusted() == null || asked.adjusted(),
                how.baseOrTwo(),
                asked.target() == null ? USUAL_TARGET : asked.target(),
                asked.sampleSize());
        return advising.advise(reference.id(), alignment, counts, snapshot.weights(), wish);
    }
}
