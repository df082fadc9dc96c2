package org.tessera.representativeness.population.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.population.Alignments;
import org.tessera.representativeness.population.CategoryAlignment;
import org.tessera.representativeness.population.UnmappedCategories;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.rest.LargeBody;
import org.tessera.rest.Page;
import org.tessera.rest.Problems;

/** Category alignments: a registered account's is its own, a curator's is everybody's. */
@Path("/alignments")
@RolesAllowed({"registered", "curator"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "populations")
public class AlignmentEndpoint {
    private final Alignments alignments;
    private final IdempotencyKeys keys;
    private final Caller caller;

    AlignmentEndpoint(Alignments alignments, IdempotencyKeys keys, Caller caller) {
        this.alignments = alignments;
        this.keys = keys;
        this.caller = caller;
    }

    /**
     * An alignment to add.
     *
     * @param name its name; one that is there already becomes a new version
     * @param attribute the attribute it speaks of
     * @param categories the categories of the comparison, in order, "Not Reported" among them
     * @param targets every spelling of the sources to its category
     */
    @Schema(description = "An alignment to add")
    public record NewAlignment(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,47}")
            String name,

            @NotNull @Pattern(regexp = "[a-z0-9_]{1,40}") String attribute,
            @NotEmpty @Size(max = 200) List<@NotNull @Size(max = 120) String> categories,

            @NotEmpty @Size(max = 2000)
            Map<@NotNull @Size(max = 120) String, @NotNull @Size(max = 120) String> targets) {}

    /** All category alignments. */
    @GET
    @Operation(
            operationId = "listAlignments",
            summary = "List the category alignments: every spelling that is understood")
    public Page<CategoryAlignment> alignments() {
        return new Page<>(alignments.visibleTo(caller.actor().subject()), null);
    }

    /** Adds one. */
    @POST
    @Operation(operationId = "addAlignment", summary = "Add a version of an alignment")
    @APIResponse(
            responseCode = "201",
            description = "Added; the answer has its version.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CategoryAlignment.class)))
    @APIResponse(responseCode = "409", description = "The name is taken, or the library of the account is full.")
    @APIResponse(responseCode = "422", description = "A target is no category, or \"Not Reported\" is none.")
    public Response add(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @LargeBody("tessera.json.alignments.max-bytes") @NotNull @Valid NewAlignment asked) {
        CategoryAlignment added = keys.once(
                key,
                "add-alignment",
                asked,
                CategoryAlignment.class,
                () -> PopulationProblems.explained(() -> added(asked)));
        return Response.status(Status.CREATED).entity(added).build();
    }

    private CategoryAlignment added(NewAlignment asked) {
        try {
            return alignments.add(
                    asked.name(),
                    asked.attribute(),
                    new LinkedHashSet<>(asked.categories()),
                    asked.targets(),
                    caller.actor(),
                    caller.role(),
                    caller.role().equals("curator"));
        } catch (IllegalArgumentException e) {
            throw Problems.unprocessable("alignment-unusable", Objects.toString(e.getMessage(), "it cannot be used"));
        }
    }

    /** Tries one. */
    @POST
    @Path("/{name}/{attribute}/trial")
    @Operation(
            operationId = "tryAlignment",
            summary = "What an alignment makes of categories",
            description = "Each category with its target; a category without one is an error that lists it.")
    @APIResponse(
            responseCode = "200",
            description = "Category to target.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Trial.class)))
    @APIResponse(responseCode = "422", description = "Categories without a place, listed.")
    public Trial trial(
            @PathParam("name") String name,
            @PathParam("attribute") String attribute,
            @NotEmpty @Size(max = 2000) List<@NotNull @Size(max = 120) String> categories) {
        CategoryAlignment alignment =
                alignments.find(name, attribute, caller.actor().subject()).orElseThrow(NotFoundException::new);
        try {
            return new Trial(alignment.id(), alignment.targets(categories));
        } catch (UnmappedCategories e) {
            throw PopulationProblems.unmapped(Problems.UNPROCESSABLE, e);
        }
    }

    /**
     * What became of categories.
     *
     * @param alignment name and version
     * @param targets category to target
     */
    @Schema(description = "What an alignment makes of categories")
    public record Trial(String alignment, Map<String, String> targets) {
        /** Keeps the order of the question. */
        public Trial {
            targets = new LinkedHashMap<>(targets);
        }
    }
}
