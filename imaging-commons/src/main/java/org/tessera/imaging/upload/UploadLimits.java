package org.tessera.imaging.upload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.tessera.contracts.UploadBounds;

/** How much the commons carries at once. */
@ConfigMapping(prefix = "tessera.upload")
public interface UploadLimits {
    /** Sealed parts of one request: what the enclave reads of a table. */
    @WithDefault("" + UploadBounds.MOST_PARTS)
    int parts();

    /** Characters of a sealed part; a message is at most 512 KiB. */
    @WithDefault("400000")
    int partCharacters();

    /** How long the enclave may take until the request is under review. */
    @WithDefault("PT30M")
    Duration deadline();
}
