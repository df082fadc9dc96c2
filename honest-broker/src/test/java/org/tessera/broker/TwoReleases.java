package org.tessera.broker;

import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import java.util.UUID;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchedPair;
import org.tessera.envelope.Keys;

/** A fresh release of each side, and what the broker links of the two. */
final class TwoReleases {
    final String imaging;
    final String clinical;
    private final OtherSides others = new OtherSides();

    TwoReleases() {
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        imaging = "I-" + suffix;
        clinical = "R-" + suffix;
    }

    List<String> matchedCases() throws IOException {
        return matched().stream()
                .flatMap(pair -> pair.imaging().stream())
                .map(Object::toString)
                .sorted()
                .toList();
    }

    List<MatchedPair> matched() throws IOException {
        KeyPair key = Keys.generate();
        MatchRequest request = others.request(imaging, clinical, key);
        others.send(request);
        return others.pairs(OtherSides.result(request), key);
    }
}
