package org.tessera.messaging;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tessera.envelope.Keys;
import org.tessera.envelope.TrustedKeys;

/** Keys from the files the deployment mounts. */
@Singleton
final class FileKeys implements ServiceKeys {
    private final PrivateKey signing;
    private final PrivateKey sealing;
    private final TrustedKeys trusted;

    FileKeys(
            @ConfigProperty(name = "tessera.private-keys") Path privateKeys,
            @ConfigProperty(name = "tessera.public-keys") Path publicKeys)
            throws IOException {
        signing = Keys.readPrivate(privateKeys.resolve(Keys.SIGNING));
        sealing = Keys.readPrivate(privateKeys.resolve(Keys.SEALING));
        trusted = new TrustedKeys(publicKeys);
    }

    @Override
    public PublicKey sealingKeyOf(String clientId) {
        return trusted.sealingKey(clientId).orElseThrow(() -> unknown(clientId));
    }

    @Override
    public PrivateKey ownSealingKey() {
        return sealing;
    }

    @Override
    public PrivateKey ownSigningKey() {
        return signing;
    }

    @Override
    public PublicKey signingKeyOf(String clientId) {
        return trusted.signingKey(clientId).orElseThrow(() -> unknown(clientId));
    }

    private static IllegalArgumentException unknown(String clientId) {
        return new IllegalArgumentException("no public key of " + clientId);
    }
}
