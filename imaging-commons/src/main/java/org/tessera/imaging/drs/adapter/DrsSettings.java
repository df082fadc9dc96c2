package org.tessera.imaging.drs.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How the service introduces itself. */
@ConfigMapping(prefix = "tessera.drs")
public interface DrsSettings {
    /** Reverse domain name of this service. */
    @WithDefault("org.tessera.imaging-commons")
    String id();

    /** Whose service it is. */
    @WithDefault("Tessera imaging commons")
    String organization();

    /** Its web site. */
    @WithDefault("https://example.org/tessera")
    String organizationUrl();

    /** Version of the service. */
    @WithDefault("0.1.0")
    String version();

    /** Address that the world knows the service by, with its path where it has one; the request's own when absent. */
    Optional<String> publicUrl();
}
