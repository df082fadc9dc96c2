package org.tessera.imaging.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How large a bundle may be; what is beyond is refused before it fills a disk. */
@ConfigMapping(prefix = "tessera.submission")
public interface SubmissionLimits {
    /** Bytes of the zip as it is sent. */
    @WithDefault("8589934592")
    long archiveBytes();

    /** Bytes of everything in it, unpacked. */
    @WithDefault("34359738368")
    long unpackedBytes();

    /** Files in it. */
    @WithDefault("100000")
    int files();

    /** Bytes unpacked per byte packed, looked at once a file has passed 8 MiB. */
    @WithDefault("400")
    long ratio();

    /** Bytes of manifest.json and of manifest.jws, which are held in memory. */
    @WithDefault("33554432")
    int manifestBytes();

    /** How long loading one bundle may take. */
    @WithDefault("PT2H")
    Duration loading();
}
