package org.tessera.endtoend.journey;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.tessera.partner.tokens.LinkSecretPrf;
import org.tessera.partner.tokens.Tokenizer;

/** The tokens that the hospitals of the journey make, made once more from their registers to be looked for. */
final class Tokens {
    private Tokens() {}

    /** One per person of a register and rule that applies to her. */
    static List<byte[]> all(Scene scene, Path register) throws IOException {
        Tokenizer tokenizer = new Tokenizer(new LinkSecretPrf(Encodings.linkSecret(scene)), Clock.systemUTC());
        return Rows.of(register).stream()
                .flatMap(row -> tokenizer.tokens(Encodings.person(row)).values().stream())
                .toList();
    }
}
