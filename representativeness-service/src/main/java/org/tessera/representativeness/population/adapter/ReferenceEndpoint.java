package org.tessera.representativeness.population.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.population.ImportingReferences;
import org.tessera.representativeness.population.ReferenceDescription;
import org.tessera.representativeness.population.ReferencePopulation;
import org.tessera.representativeness.population.References;
import org.tessera.representativeness.population.SourceTable;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.rest.LargeBodies;
import org.tessera.rest.Page;
import org.tessera.rest.Problems;
import org.tessera.rest.Unreadable;

/** Reference populations and their import: a registered account's import is its own, a curator's is everybody's. */
@Path("/references")
@RolesAllowed({"registered", "curator"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "populations")
public class ReferenceEndpoint {
    private final References references;
    private final ImportingReferences importing;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final ObjectMapper json;
    private final LargeBodies large;

    ReferenceEndpoint(
            References references,
            ImportingReferences importing,
            IdempotencyKeys keys,
            Caller caller,
            ObjectMapper json,
            LargeBodies large) {
        this.references = references;
        this.importing = importing;
        this.keys = keys;
        this.caller = caller;
        this.json = json;
        this.large = large;
    }

    /** All reference populations with their provenance. */
    @GET
    @Operation(
            operationId = "listReferences",
            summary = "List the reference populations with their provenance and newest numbers")
    public Page<ReferenceSummary> references() {
        List<ReferenceSummary> all = references.visibleTo(caller.actor().subject()).stream()
                .map(ReferenceSummary::of)
                .toList();
        return new Page<>(all, null);
    }

    /** One reference population with all its dates. */
    @GET
    @Path("/{name}")
    @Operation(
            operationId = "getReference",
            summary = "The newest version of a reference population, with all its dates")
    public ReferenceAnswer reference(@PathParam("name") String name) {
        return references
                .find(name, caller.actor().subject())
                .map(ReferenceAnswer::of)
                .orElseThrow(NotFoundException::new);
    }

    /** One version of a reference population. */
    @GET
    @Path("/{name}/{version}")
    @Operation(
            operationId = "getReferenceVersion",
            summary = "One version of a reference population, with all its dates")
    public ReferenceAnswer version(@PathParam("name") String name, @PathParam("version") String version) {
        return reference(name + "/" + version);
    }

    /** Imports a CSV file or an Excel workbook. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "importReference",
            summary = "Import a reference population from CSV or Excel (xlsx)",
            description =
                    "A form with \"description\" (JSON, ImportDescription) and \"file\". Long tables have the columns"
                            + " category, count (or cumulative_count, percent) and optionally attribute, as_of, definition; wide ones"
                            + " have date and one column per category, each sheet named by its attribute. Refused (422) with the"
                            + " reason: dates of a cumulative series added up, two definitions mixed, a category dropped or unknown,"
                            + " shares that are not a whole.")
    @APIResponse(
            responseCode = "201",
            description = "Imported; the answer has its version.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReferenceSummary.class)))
    @APIResponse(responseCode = "409", description = "The name is taken, or the library of the account is full.")
    @APIResponse(responseCode = "422", description = "Refused, with the reason.")
    public Response add(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @RestForm @Nullable String description,
            @RestForm @Nullable FileUpload file) {
        if (description == null || file == null) {
            throw Problems.of(Status.BAD_REQUEST, "form-incomplete", "the form needs description and file");
        }
        large.enter();
        byte[] content = content(file);
        ImportDescription told = told(description);
        ReferenceSummary added = keys.once(
                key,
                "import-reference",
                new Request(told, digest(content)),
                ReferenceSummary.class,
                () -> ReferenceSummary.of(PopulationProblems.explained(() -> imported(told, content))));
        return Response.status(Status.CREATED).entity(added).build();
    }

    /** What makes two imports the same. */
    record Request(ImportDescription description, String digest) {}

    private ReferencePopulation imported(ImportDescription told, byte[] content) {
        ReferenceDescription description = told.described();
        String attribute = description.attribute();
        List<SourceTable> tables = Workbooks.read(content, attribute == null ? "" : attribute);
        boolean forEverybody = caller.role().equals("curator");
        return importing.importTables(description, tables, caller.actor(), caller.role(), forEverybody);
    }

    private ImportDescription told(String description) {
        try {
            ImportDescription told = json.readValue(description, ImportDescription.class);
            if (told != null) {
                return told.withoutNulls();
            }
        } catch (JsonProcessingException e) {
            throw Problems.of(
                    Status.BAD_REQUEST,
                    "description-unusable",
                    "The description cannot be read. " + Unreadable.sentence(e));
        }
        throw Problems.of(Status.BAD_REQUEST, "description-unusable", "the description is empty");
    }

    private static byte[] content(FileUpload file) {
        try {
            return Files.readAllBytes(file.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
