package org.tessera.broker.tokens;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of the token store. */
@ConfigMapping(prefix = "tessera.broker.tokens")
public interface TokenSettings {
    /** File with the storage master keys, one a line: 64 hex digits, a blank, the key's epoch; the current one first. */
    Path storageKey();

    /**
     * How many references a batch may have. It is stored in one transaction, and nothing else that is sent to the broker is heard
     * meanwhile, opt-outs neither.
     */
    int mostReferences();

    /** How long encodings wait for a match that uses them. */
    Duration keepEncodings();
}
