package org.tessera.imaging.upload.adapter;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.UploadRequest.ModelCard;
import org.tessera.contracts.UploadRequestId;
import org.tessera.imaging.upload.Upload;
import org.tessera.imaging.upload.Upload.Sent;
import org.tessera.imaging.upload.Upload.State;

/**
 * An upload request as its owner sees it; never which keys joined.
 *
 * @param id this request
 * @param state the state that the enclave told last
 * @param reason coarse reason when it did not pass
 * @param project the enclave's project
 * @param schema name and version of the table
 * @param model what made the measures
 * @param manifestDigest digest of the manifest of the images
 * @param rows rows of the table
 * @param parts how many sealed parts
 * @param contentDigest digest of the sealed parts
 * @param submittedAt when
 * @param deadline when it has failed unless it is under review by then
 * @param changedAt when it reached its state
 */
@Schema(description = "An upload request and what the enclave said of it; never which keys joined.")
public record UploadAnswer(
        UploadRequestId id,
        State state,
        @Nullable String reason,
        String project,
        String schema,
        ModelCard model,
        String manifestDigest,
        int rows,
        int parts,
        String contentDigest,
        Instant submittedAt,
        Instant deadline,
        Instant changedAt) {
    static UploadAnswer of(Upload upload) {
        Sent sent = upload.sent();
        return new UploadAnswer(
                sent.id(),
                upload.state(),
                UploadTable.reason(upload),
                sent.project(),
                sent.schema(),
                sent.model(),
                sent.manifestDigest(),
                sent.rows(),
                sent.parts(),
                sent.contentDigest(),
                sent.submittedAt(),
                sent.deadline(),
                upload.at());
    }
}
