package org.tessera.broker.match;

import io.smallrye.config.ConfigMapping;

/** Settings of fuzzy matching. */
@ConfigMapping(prefix = "tessera.broker.fuzzy")
public interface FuzzySettings {
    /** Dice coefficient from which two encodings are alike, at most 1. */
    double threshold();

    /** Most comparisons of encodings for one request. */
    long mostComparisons();

    /** Most pairs that may be alike before nobody is told apart any more. */
    int mostAlike();
}
