package org.tessera.envelope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Everybody's public keys, read from the public folder; a client that is not yet known is looked for again there. */
public final class TrustedKeys {
    private static final Pattern CLIENT = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final Path folder;
    private final Map<String, Map<String, PublicKey>> known = new ConcurrentHashMap<>();

    /** @param folder holds {@code <clientId>.jwks.json} */
    public TrustedKeys(Path folder) {
        this.folder = folder;
    }

    /** The key that this client signs with, if it is trusted. */
    public Optional<PublicKey> signingKey(String clientId) {
        return key(clientId, "sig");
    }

    /** The key that contents for this client are sealed to, if it is trusted. */
    public Optional<PublicKey> sealingKey(String clientId) {
        return key(clientId, "enc");
    }

    /** Forgets what was read, so that a changed file counts. */
    public void reload() {
        known.clear();
    }

    private Optional<PublicKey> key(String clientId, String use) {
        if (!CLIENT.matcher(clientId).matches()) {
            return Optional.empty();
        }
        Map<String, PublicKey> keys = known.get(clientId);
        if (keys == null) {
            keys = read(folder.resolve(clientId + ".jwks.json"), clientId);
            if (!keys.isEmpty()) {
                known.put(clientId, keys);
            }
        }
        return Optional.ofNullable(keys.get(use));
    }

    private static Map<String, PublicKey> read(Path file, String clientId) {
        Map<String, PublicKey> keys = new ConcurrentHashMap<>();
        try {
            if (Files.isRegularFile(file)) {
                for (JsonWebKey jwk : new JsonWebKeySet(Files.readString(file)).getJsonWebKeys()) {
                    if (jwk instanceof PublicJsonWebKey pair
                            && clientId.equals(pair.getKeyId())
                            && pair.getUse() != null) {
                        keys.put(pair.getUse(), pair.getPublicKey());
                    }
                }
            }
            return keys;
        } catch (IOException | JoseException e) {
            throw new IllegalStateException("not a key set: " + file.getFileName(), e);
        }
    }
}
