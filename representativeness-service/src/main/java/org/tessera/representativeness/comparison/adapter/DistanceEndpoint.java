package org.tessera.representativeness.comparison.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.comparison.Comparing;
import org.tessera.representativeness.comparison.Question;
import org.tessera.representativeness.population.ReferencePopulation;
import org.tessera.representativeness.population.References;
import org.tessera.rest.Caller;
import org.tessera.rest.LargeBody;

/** Distances of counts that a caller brings; nothing is kept. */
@Path("/")
@RolesAllowed({"registered", "curator"})
@Tag(name = "distances")
public class DistanceEndpoint {
    private final Comparing comparing;
    private final References references;
    private final Caller caller;

    DistanceEndpoint(Comparing comparing, References references, Caller caller) {
        this.comparing = comparing;
        this.references = references;
        this.caller = caller;
    }

    /** Every cohort against every reference. */
    @POST
    @Path("distances")
    @Operation(
            operationId = "computeDistances",
            summary = "Distances of cohorts from reference populations, raw and adjusted; nothing is kept")
    public Comparing.Answer distances(
            @LargeBody("tessera.json.counts.max-bytes") @NotNull @Valid DistanceQuestion asked) {
        return CountProblems.explained(() -> comparing.answer(asked.question(account(), named(asked.references()))));
    }

    /** One attribute over time. */
    @POST
    @Path("curves")
    @Operation(
            operationId = "computeCurves",
            summary = "Distances over time; each reference is taken as of the point's date; nothing is kept")
    public Curves curves(@LargeBody("tessera.json.counts.max-bytes") @NotNull @Valid CurveQuestion asked) {
        return CountProblems.explained(() -> {
            Question question = asked.question(account(), named(asked.references()));
            String attribute = question.attributes().iterator().next();
            return Curves.of(attribute, question.base(), comparing.answer(question));
        });
    }

    private String account() {
        return caller.actor().subject();
    }

    private List<ReferencePopulation> named(@Nullable List<String> names) {
        if (names == null
                || names.isEmpty()
                || names.size() > DistanceQuestion.MOST_REFERENCES
                || names.contains(null)) {
            throw new IllegalArgumentException(
                    "1 to " + DistanceQuestion.MOST_REFERENCES + " references are needed; see /references");
        }
        return names.stream()
                .map(name -> references
                        .find(name, account())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no reference " + name + " for you; see /references")))
                .toList();
    }
}
