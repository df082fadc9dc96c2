package org.tessera.imaging.drs.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.drs.DrsObject;
import org.tessera.imaging.drs.DrsObject.AccessMethod;
import org.tessera.imaging.drs.DrsObject.AccessUrl;
import org.tessera.imaging.drs.DrsObject.Authorizations;
import org.tessera.imaging.drs.DrsObject.Checksum;
import org.tessera.imaging.drs.DrsService;
import org.tessera.imaging.drs.DrsService.Holdings;
import org.tessera.imaging.drs.DrsService.Organization;
import org.tessera.imaging.drs.DrsService.ServiceType;
import org.tessera.imaging.drs.StoredObject;
import org.tessera.imaging.drs.StoredObjects;

/** GA4GH Data Repository Service 1.5, for blobs; there are no bundles and no bulk requests. */
@Path("/ga4gh/drs/v1")
@Tag(name = "DRS", description = "GA4GH Data Repository Service 1.5.")
@Produces(MediaType.APPLICATION_JSON)
public class DrsEndpoint {
    private static final String ACCESS = "https";

    private final StoredObjects objects;
    private final DrsSettings settings;

    DrsEndpoint(StoredObjects objects, DrsSettings settings) {
        this.objects = objects;
        this.settings = settings;
    }

    /** What this service is. */
    @GET
    @Path("/service-info")
    @PermitAll
    @Operation(
            operationId = "GetServiceInfo",
            summary = "Service info",
            description = "GA4GH service-info; open to everybody.")
    public DrsService serviceInfo() {
        StoredObjects.Held held = objects.held();
        return new DrsService(
                settings.id(),
                "Tessera imaging commons",
                new ServiceType("org.ga4gh", "drs", "1.5.0"),
                "Image files of the commons' published cases.",
                new Organization(settings.organization(), settings.organizationUrl()),
                settings.version(),
                1,
                new Holdings(1, held.objects(), held.bytes()));
    }

    /**
     * One object.
     *
     * @param expand what a bundle would be shown with; the standard has it ignored for a blob, which every object here is
     */
    @GET
    @Path("/objects/{object_id}")
    @RolesAllowed({"registered", "curator"})
    @Operation(
            operationId = "GetObject",
            summary = "Show an object",
            description = "With its checksums and the way to its bytes.")
    @APIResponse(responseCode = "404", description = "Unknown, unpublished or withdrawn, alike.")
    @APIResponseSchema(value = DrsObject.class, responseCode = "200", responseDescription = "The object.")
    public DrsObject object(
            @PathParam("object_id") String objectId,
            @Parameter(description = "Ignored: no object here is a bundle") @QueryParam("expand") @Nullable
                    Boolean expand,
            @Context UriInfo uri) {
        StoredObject object = require(objectId);
        return new DrsObject(
                object.id(),
                object.fileName(),
                "drs://" + base(uri).getRawAuthority() + "/" + object.id(),
                object.fileSize(),
                object.createdAt(),
                object.createdAt(),
                "1",
                object.mimeType(),
                List.of(new Checksum(object.sha256(), "sha-256"), new Checksum(object.md5sum(), "md5")),
                List.of(new AccessMethod("https", ACCESS, true, Authorizations.bearer())));
    }

    /** Where its bytes are, for whoever may fetch them. */
    @GET
    @Path("/objects/{object_id}/access/{access_id}")
    @RolesAllowed("registered")
    @Operation(
            operationId = "GetAccessURL",
            summary = "Show where the bytes are",
            description = "A URL, and the headers to fetch it with: the bearer token of this very call.")
    @APIResponse(responseCode = "404", description = "No such object or way, alike.")
    @APIResponseSchema(value = AccessUrl.class, responseCode = "200", responseDescription = "The URL and the headers.")
    @Cache(noStore = true)
    public AccessUrl access(
            @PathParam("object_id") String objectId,
            @PathParam("access_id") String accessId,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        StoredObject object = require(objectId);
        if (!accessId.equals(ACCESS)) {
            throw notFound();
        }
        return new AccessUrl(
                bytesAt(base(uri), object.id()),
                List.of(HttpHeaders.AUTHORIZATION + ": " + headers.getHeaderString(HttpHeaders.AUTHORIZATION)));
    }

    /** The address of an object's bytes below the service's own. */
    static String bytesAt(URI base, String objectId) {
        return base.toString().replaceAll("/+$", "") + "/files/" + objectId;
    }

    private StoredObject require(String objectId) {
        return objects.find(objectId).orElseThrow(DrsEndpoint::notFound);
    }

    private URI base(UriInfo uri) {
        return settings.publicUrl().map(URI::create).orElse(uri.getBaseUri());
    }

    /** No such object. */
    static HttpProblem notFound() {
        return problem(Status.NOT_FOUND, "not-found", "There is no such object.")
                .build();
    }

    /** The range lies outside the file. */
    static HttpProblem notSatisfiable(long size) {
        return problem(
                        Status.REQUESTED_RANGE_NOT_SATISFIABLE,
                        "range-not-satisfiable",
                        "The range lies outside the file.")
                .withHeader("Content-Range", "bytes */" + size)
                .build();
    }

    /** A problem detail that is DRS's own error object, too. */
    private static HttpProblem.Builder problem(Status status, String kind, String sentence) {
        return HttpProblem.builder()
                .withType(URI.create("urn:tessera:problem:" + kind))
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(sentence)
                .with("kind", kind)
                .with("msg", sentence)
                .with("status_code", status.getStatusCode());
    }
}
