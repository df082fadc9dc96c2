package org.tessera.imaging.upload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much the commons carries at once. */
@ConfigMapping(prefix = "tessera.upload")
public interface UploadLimits {
    /** Sealed parts of one request, 192 KiB of content each: 12 MiB, which is what the enclave reads of a table. */
    @WithDefault("64")
    int parts();

    /** Characters of a sealed part; a message is at most 512 KiB. */
    @WithDefault("400000")
    int partCharacters();

    /** How long the enclave may take until the request is under review. */
    @WithDefault("PT30M")
    Duration deadline();
}
