package org.tessera.enclave.omop.adapter;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import org.tessera.enclave.omop.BundleLimits;

/** How bundles come in. */
@ConfigMapping(prefix = "tessera.enclave.bundle")
public interface BundleSettings {
    /** Where a bundle lies while it is loaded; it is deleted afterwards. */
    @WithDefault("${java.io.tmpdir}")
    Path folder();

    /** Largest zip. */
    MemorySize maxBytes();

    /** Largest sum of its files, unpacked. */
    MemorySize maxUnpackedBytes();

    /** Most files in it. */
    @WithDefault("100")
    int maxFiles();

    /** Largest ratio of unpacked to packed bytes of a file above 64 MiB. */
    @WithDefault("400")
    long maxRatio();

    /** How long a load may take. */
    Duration loadTimeout();

    /** The limits of a bundle's content. */
    default BundleLimits limits() {
        return new BundleLimits(maxUnpackedBytes().asLongValue(), maxFiles(), maxRatio());
    }
}
