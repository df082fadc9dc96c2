package org.tessera.index;

import java.util.List;
import org.tessera.contracts.UploadRequest.ModelCard;

/**
 * What the researcher hands to the commons, which carries it and cannot read it.
 *
 * @param schema schema of the sealed table
 * @param model what made the measures
 * @param manifestDigest "sha256:" and hex digest of the manifest of the images
 * @param rows rows of the table
 * @param sealedParts compact JWEs to the enclave's key, all of one size
 */
record SealedUpload(String schema, ModelCard model, String manifestDigest, int rows, List<String> sealedParts) {}
