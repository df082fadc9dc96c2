package org.tessera.partner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Manifest;
import org.tessera.envelope.TrustedKeys;
import org.tessera.partner.table.Refusal;
import picocli.CommandLine.Option;

/** Options that say which partner speaks, and the keys it signs with. The defaults come from the environment that every client of the mesh has. */
final class Partner {
    @Option(
            names = "--partner",
            defaultValue = "${env:TESSERA_CLIENT_ID}",
            description = "client id of the partner, partner-<name> (default: TESSERA_CLIENT_ID)")
    private @Nullable String clientId;

    @Option(
            names = "--signing-key",
            description = "private JWK that signs (default: signing.jwk.json in TESSERA_PRIVATE_KEYS)")
    private @Nullable Path signingKey;

    @Option(
            names = "--private-keys",
            defaultValue = "${env:TESSERA_PRIVATE_KEYS}",
            description = "folder of the partner's private keys (default: TESSERA_PRIVATE_KEYS)")
    private @Nullable Path privateKeys;

    @Option(
            names = "--public-keys",
            defaultValue = "${env:TESSERA_PUBLIC_KEYS}",
            description = "folder of everybody's public keys (default: TESSERA_PUBLIC_KEYS)")
    private @Nullable Path publicKeys;

    String clientId() throws Refusal {
        if (clientId == null || !Manifest.PARTNER.matcher(clientId).matches()) {
            throw new Refusal(
                    "Say which partner you are: --partner partner-<name>, or TESSERA_CLIENT_ID; a name is 1 to 41"
                            + " lower-case letters, digits and dashes.");
        }
        return clientId;
    }

    PrivateKey signingKey() throws Refusal {
        Path file = signingKey;
        if (file == null && privateKeys != null) {
            file = privateKeys.resolve(Keys.SIGNING);
        }
        if (file == null) {
            throw new Refusal("Name the key that signs: --signing-key, or TESSERA_PRIVATE_KEYS.");
        }
        try {
            if (!clientId().equals(Keys.readOwner(file))) {
                throw new Refusal("The signing key in " + file + " belongs to another client.");
            }
            return Keys.readPrivate(file);
        } catch (IOException e) {
            throw new Refusal(
                    Files.exists(file) ? file + " is no private key (JWK)." : "There is no signing key " + file + ".",
                    e);
        }
    }

    PublicKey sealingKeyOf(String reader) throws Refusal {
        if (publicKeys == null) {
            throw new Refusal("Name the folder of public keys: --public-keys, or TESSERA_PUBLIC_KEYS.");
        }
        return new TrustedKeys(publicKeys)
                .sealingKey(reader)
                .orElseThrow(() -> new Refusal("There is no sealing key of " + reader + " in " + publicKeys + "."));
    }
}
