package org.tessera.messaging;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tessera.envelope.Keys;
import org.tessera.envelope.TrustedKeys;

/** Keys from the files the deployment mounts. */
@Singleton
final class FileKeys implements ServiceKeys {
    private final String owner;
    private final List<PublicKey> ownPublic;
    private final List<PrivateKey> signing;
    private final List<PrivateKey> sealing;
    private final TrustedKeys trusted;

    FileKeys(
            @ConfigProperty(name = "tessera.private-keys") Path privateKeys,
            @ConfigProperty(name = "tessera.public-keys") Path publicKeys)
            throws IOException {
        owner = Keys.readOwner(privateKeys.resolve(Keys.SIGNING));
        ownPublic = Keys.readPublics(privateKeys.resolve(Keys.SIGNING));
        signing = Keys.readPrivates(privateKeys.resolve(Keys.SIGNING));
        sealing = Keys.readPrivates(privateKeys.resolve(Keys.SEALING));
        trusted = new TrustedKeys(publicKeys);
    }

    @Override
    public PublicKey sealingKeyOf(String clientId) {
        return trusted.sealingKey(clientId).orElseThrow(() -> unknown(clientId));
    }

    @Override
    public List<PrivateKey> ownSealingKeys() {
        return sealing;
    }

    @Override
    public PrivateKey ownSigningKey() {
        return signing.getFirst();
    }

    @Override
    public List<PublicKey> ownPublicSigningKeys() {
        return Stream.concat(ownPublic.stream(), trusted.signingKeys(owner).stream())
                .toList();
    }

    @Override
    public PrivateKey eldestSigningKey() {
        return signing.getLast();
    }

    @Override
    public List<PublicKey> signingKeysOf(String clientId) {
        List<PublicKey> keys = trusted.signingKeys(clientId);
        if (keys.isEmpty()) {
            throw unknown(clientId);
        }
        return keys;
    }

    private static IllegalArgumentException unknown(String clientId) {
        return new IllegalArgumentException("no public key of " + clientId);
    }
}
