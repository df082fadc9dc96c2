package org.tessera.enclave.match;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How match requests run. */
@ConfigMapping(prefix = "tessera.enclave.match")
public interface MatchSettings {
    /** How long the broker has for an answer. */
    Duration deadline();
}
