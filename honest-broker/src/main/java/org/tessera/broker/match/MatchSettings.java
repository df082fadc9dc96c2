package org.tessera.broker.match;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Settings of matching. */
@ConfigMapping(prefix = "tessera.broker.match")
public interface MatchSettings {
    /** How long decrypted tokens stay in memory after the last request for their releases; zero forgets them at once. */
    Duration keepTokens();
}
