package org.tessera.envelope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's public keys, read from the public folder. A client may have several of one use, the newest first: while a key
 * is changed, what was signed before is still on its way. A file that was put there, changed or taken away counts at once.
 * One that is no key set trusts nobody: {@link IllegalStateException}. A key may have an end, {@code "until"} beside its
 * numbers, such as "2026-03-01T08:00:00Z": nobody is to sign or to seal with it any more.
 */
public final class TrustedKeys {
    private static final Pattern CLIENT = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final Path folder;
    private final Map<String, KeySet> known = new ConcurrentHashMap<>();

    /** What changes with every change of a file. */
    private record Stamp(
            FileTime changed, long size, @Nullable Object file) {
        static Stamp of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private record KeySet(Stamp stamp, Map<String, List<SigningKey>> byUse) {}

    /** @param folder holds {@code <clientId>.jwks.json} */
    public TrustedKeys(Path folder) {
        this.folder = folder;
    }

    /** Whether somebody may be called so; nobody else's keys are looked for. */
    static boolean isClientId(String text) {
        return CLIENT.matcher(text).matches();
    }

    /** The keys that this client may sign with; none when it is not trusted. */
    public List<PublicKey> signingKeys(String clientId) {
        return withoutEnd(clientId, "sig").toList();
    }

    /** The same, and those that it signed with until some time. */
    public List<SigningKey> signingKeysOfAllTimes(String clientId) {
        return keys(clientId, "sig");
    }

    /** The key that contents for this client are sealed to, if it is trusted: its newest. */
    public Optional<PublicKey> sealingKey(String clientId) {
        return withoutEnd(clientId, "enc").findFirst();
    }

    private Stream<PublicKey> withoutEnd(String clientId, String use) {
        return keys(clientId, use).stream().filter(key -> key.until() == null).map(SigningKey::key);
    }

    private List<SigningKey> keys(String clientId, String use) {
        if (!isClientId(clientId)) {
            return List.of();
        }
        Path file = folder.resolve(clientId + ".jwks.json");
        try {
            Stamp stamp = Stamp.of(file);
            KeySet keys = known.get(clientId);
            if (keys == null || !keys.stamp().equals(stamp)) {
                keys = new KeySet(stamp, read(file, clientId));
                known.put(clientId, keys);
            }
            return keys.byUse().getOrDefault(use, List.of());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | JoseException | DateTimeException e) {
            throw new IllegalStateException("not a key set: " + file.getFileName(), e);
        }
    }

    private static Map<String, List<SigningKey>> read(Path file, String clientId) throws IOException, JoseException {
        Map<String, List<SigningKey>> byUse = new HashMap<>();
        for (JsonWebKey jwk : new JsonWebKeySet(Files.readString(file)).getJsonWebKeys()) {
            if (jwk instanceof PublicJsonWebKey pair && clientId.equals(pair.getKeyId()) && pair.getUse() != null) {
                byUse.computeIfAbsent(pair.getUse(), use -> new ArrayList<>())
                        .add(new SigningKey(pair.getPublicKey(), end(pair)));
            }
        }
        return byUse;
    }

    private static @Nullable Instant end(JsonWebKey key) {
        Object until = key.getOtherParameterValue("until", Object.class);
        return until == null ? null : Instant.parse(until.toString());
    }
}
