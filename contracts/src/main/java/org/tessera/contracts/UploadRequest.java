package org.tessera.contracts;

import java.time.Instant;

/**
 * A table of image-derived measures keyed by commons ids, sealed to the enclave: the commons carries it and cannot read it. The content is CSV as {@link UploadRow} says.
 *
 * @param requestId this request
 * @param account subject of the commons account; the enclave knows it by its account link
 * @param project the enclave's project id, as the researcher was given it there
 * @param schema name and version of the table, "imaging-index/1"
 * @param model what made the measures
 * @param manifestDigest "sha256:" and hex digest of the manifest of the images
 * @param rows rows of the table
 * @param attested the researcher says that no person can be recognised by it
 * @param transfer the sealed parts
 * @param deadline after this moment the request is FAILED at both ends
 */
public record UploadRequest(
        UploadRequestId requestId,
        String account,
        String project,
        String schema,
        ModelCard model,
        String manifestDigest,
        int rows,
        boolean attested,
        Transfer transfer,
        Instant deadline)
        implements Payload {
    /**
     * The model that made the measures.
     *
     * @param name its name
     * @param version its version
     * @param digest "sha256:" and hex digest of its code or weights
     */
    public record ModelCard(String name, String version, String digest) {}
}
