package org.tessera.imaging.upload;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tessera.contracts.UploadBounds;
import org.tessera.contracts.UploadRequest.ModelCard;

/**
 * A table for the enclave, sealed to it.
 *
 * @param project the enclave's project id
 * @param schema name and version of the table, "imaging-index/1"
 * @param model what made the measures
 * @param manifestDigest "sha256:" and hex digest of the manifest of the images
 * @param rows rows of the table
 * @param attested the researcher says that no person can be recognised by it
 * @param sealedParts the table in padded parts, each a compact JWE to the enclave's key
 */
@Schema(description = "A table of image-derived measures, sealed to the enclave: the commons carries it unread.")
public record NewUpload(
        @NotNull @Pattern(regexp = "[A-Za-z0-9-]{1,64}") String project,

        @NotNull @Pattern(regexp = "[a-z][a-z-]{0,40}/[0-9]{1,3}")
        String schema,

        @NotNull @Valid Model model,
        @NotNull @Pattern(regexp = DIGEST) String manifestDigest,
        @Min(1) @Max(UploadBounds.MOST_ROWS) int rows,
        boolean attested,
        @NotNull @NotEmpty @Size(max = 1_000) List<@NotBlank String> sealedParts) {
    static final String DIGEST = "sha256:[0-9a-f]{64}";

    /**
     * The model that made the measures.
     *
     * @param name its name
     * @param version its version
     * @param digest "sha256:" and hex digest of its code or weights
     */
    @Schema(description = "The model that made the measures.")
    public record Model(
            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
            String name,

            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._/-]{0,31}")
            String version,

            @NotNull @Pattern(regexp = DIGEST) String digest) {
        ModelCard card() {
            return new ModelCard(name, version, digest);
        }
    }
}
