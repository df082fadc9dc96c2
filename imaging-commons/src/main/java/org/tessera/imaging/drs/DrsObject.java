package org.tessera.imaging.drs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An image file as GA4GH's Data Repository Service 1.5 shows an object.
 *
 * @param id unique in this service
 * @param name file name
 * @param selfUri "drs://host/id"
 * @param size bytes
 * @param createdTime when the commons took it in
 * @param updatedTime the same: the bytes of an object never change
 * @param version "1"
 * @param mimeType media type
 * @param checksums SHA-256 and MD5
 * @param accessMethods how to fetch the bytes
 */
@Schema(description = "An object as GA4GH DRS 1.5 has it.")
public record DrsObject(
        String id,
        String name,
        @JsonProperty("self_uri") String selfUri,
        long size,
        @JsonProperty("created_time") Instant createdTime,
        @JsonProperty("updated_time") Instant updatedTime,
        String version,
        @JsonProperty("mime_type") String mimeType,
        List<Checksum> checksums,
        @JsonProperty("access_methods") List<AccessMethod> accessMethods) {
    /**
     * A digest of the bytes.
     *
     * @param checksum hex
     * @param type "sha-256" or "md5"
     */
    public record Checksum(String checksum, String type) {}

    /**
     * A way to the bytes.
     *
     * @param type "https"
     * @param accessId what to ask {@code /access} for
     * @param available always true: nothing has to be thawed
     * @param authorizations how {@code /access} is authorized; the standard lets it be absent
     */
    public record AccessMethod(
            String type,
            @JsonProperty("access_id") String accessId,
            boolean available,
            @Nullable Authorizations authorizations) {}

    /**
     * How a call is authorized.
     *
     * @param supportedTypes "BearerAuth"
     */
    public record Authorizations(
            @JsonProperty("supported_types") List<String> supportedTypes) {
        /** By an access token of the caller. */
        public static Authorizations bearer() {
            return new Authorizations(List.of("BearerAuth"));
        }
    }

    /**
     * Where the bytes are.
     *
     * @param url to be fetched with the headers
     * @param headers "Authorization: Bearer ..." with the token of the call that asked: clients send to the url nothing but
     *     what stands here. The standard lets it be absent, where a url needs none
     */
    @Schema(description = "Where the bytes are, and the headers to fetch them with: the caller's own bearer token.")
    public record AccessUrl(String url, @Nullable List<String> headers) {
        /** Does not tell the token. */
        @Override
        public String toString() {
            return "AccessUrl[url=" + url + "]";
        }
    }
}
