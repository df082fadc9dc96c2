package org.tessera.imaging.drs.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.catalog.ImageFiles;
import org.tessera.imaging.drs.ByteRange;
import org.tessera.imaging.drs.StoredObject;
import org.tessera.imaging.drs.StoredObjects;

/** The bytes of image files. */
@Path("/files")
@Tag(name = "Files", description = "Bytes of image files, by DRS id.")
public class FileEndpoint {
    private static final int BUFFER = 64 * 1024;

    private final StoredObjects objects;
    private final ImageFiles files;

    FileEndpoint(StoredObjects objects, ImageFiles files) {
        this.objects = objects;
        this.files = files;
    }

    /** The bytes, or a range of them. */
    @GET
    @Path("/{object_id}")
    @Produces("*/*")
    @RolesAllowed("registered")
    @Operation(
            operationId = "getFile",
            summary = "Fetch an image file",
            description = "The bytes, with their SHA-256 in Repr-Digest; one range of bytes may be asked for.")
    @APIResponse(
            responseCode = "200",
            description = "All bytes.",
            headers = {
                @Header(
                        name = "ETag",
                        description = "Their SHA-256, in quotation marks",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Repr-Digest",
                        description = "Their SHA-256 (RFC 9530)",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The range.",
            headers =
                    @Header(
                            name = "Content-Range",
                            description = "Which bytes, and of how many (RFC 9110, section 14.4)",
                            required = true,
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "Unknown, unpublished or withdrawn, alike.")
    @APIResponse(responseCode = "416", description = "The range lies outside the file.")
    public Response fetch(@PathParam("object_id") String objectId, @HeaderParam("Range") @Nullable String range) {
        StoredObject object = objects.find(objectId).orElseThrow(DrsEndpoint::notFound);
        ByteRange all = new ByteRange(0, object.fileSize() - 1);
        ByteRange wanted = ByteRange.of(range, object.fileSize()).orElse(all);
        boolean partial = !wanted.equals(all);
        if (partial && wanted.length() <= 0) {
            throw DrsEndpoint.notSatisfiable(object.fileSize());
        }
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(object.sha256()));
        ResponseBuilder answer = Response.status(partial ? Status.PARTIAL_CONTENT : Status.OK)
                .type(MediaType.valueOf(object.mimeType()))
                .header("Accept-Ranges", "bytes")
                .header("Content-Length", wanted.length())
                .header("Content-Disposition", "attachment; filename=\"" + object.fileName() + "\"")
                .header("ETag", "\"" + object.sha256() + "\"")
                .header("Repr-Digest", "sha-256=:" + digest + ":");
        if (partial) {
            answer.header("Content-Range", "bytes " + wanted.first() + "-" + wanted.last() + "/" + object.fileSize());
        }
        StreamingOutput bytes = out -> copy(object, wanted, out);
        return answer.entity(bytes).build();
    }

    private void copy(StoredObject object, ByteRange range, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(files.at(object.sha256()))) {
            in.skipNBytes(range.first());
            byte[] buffer = new byte[BUFFER];
            long left = range.length();
            while (left > 0) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    throw new IOException("the file ends before its recorded size");
                }
                out.write(buffer, 0, n);
                left -= n;
            }
        }
    }
}
