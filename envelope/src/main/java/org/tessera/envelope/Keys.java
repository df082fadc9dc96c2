package org.tessera.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.tessera.contracts.ContractJson;

/**
 * P-256 key pairs as JWK files. A client's private folder holds {@code signing.jwk.json} and {@code sealing.jwk.json}, each a
 * JWK, or a JWK Set with the newest key first; the public folder of the whole mesh holds {@code <clientId>.jwks.json} with
 * the public halves in the same order, {@code use} "sig" and "enc"; {@code kid} is the client id, of every key.
 */
public final class Keys {
    /** File of the private signing key. */
    public static final String SIGNING = "signing.jwk.json";

    /** File of the private sealing key. */
    public static final String SEALING = "sealing.jwk.json";

    private Keys() {}

    /** A fresh pair. */
    public static KeyPair generate() {
        EllipticCurveJsonWebKey jwk = generate("unnamed", "enc");
        return new KeyPair(jwk.getPublicKey(), jwk.getPrivateKey());
    }

    private static EllipticCurveJsonWebKey generate(String kid, String use) {
        try {
            EllipticCurveJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            jwk.setKeyId(kid);
            jwk.setUse(use);
            return jwk;
        } catch (JoseException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** Makes a client's two pairs and writes them: private halves for their owner alone, public halves for all. */
    public static void create(String clientId, Path privateFolder, Path publicFolder) throws IOException {
        createPrivate(clientId, privateFolder);
        Files.createDirectories(publicFolder);
        publish(privateFolder, publicFolder, true);
    }

    /** Makes a client's two pairs, over any that are there, and writes the private files, for their owner alone. */
    static void createPrivate(String clientId, Path privateFolder) throws IOException {
        Files.createDirectories(privateFolder);
        for (String file : List.of(SIGNING, SEALING)) {
            writePrivate(
                    privateFolder.resolve(file),
                    generate(clientId, use(file)).toJson(OutputControlLevel.INCLUDE_PRIVATE));
        }
    }

    /**
     * Puts a new pair before those that a private key file has. Whoever reads the file afterwards signs with the new one, and
     * opens with each.
     *
     * @param file {@link #SIGNING} or {@link #SEALING}
     */
    public static void renew(Path privateFolder, String file) throws IOException {
        List<PublicJsonWebKey> keys = new ArrayList<>(readJwks(privateFolder.resolve(file)));
        keys.addFirst(generate(keys.getFirst().getKeyId(), use(file)));
        Path renewed = privateFolder.resolve(file + ".new");
        writePrivate(renewed, new JsonWebKeySet(keys).toJson(OutputControlLevel.INCLUDE_PRIVATE));
        Files.move(renewed, privateFolder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Writes the public halves of a client's keys for all, in one move.
     *
     * @param earlierToo false leaves out all but the newest of each use: what was signed before is trusted no longer
     */
    public static void publish(Path privateFolder, Path publicFolder, boolean earlierToo) throws IOException {
        List<PublicJsonWebKey> halves = new ArrayList<>();
        for (String file : List.of(SIGNING, SEALING)) {
            List<PublicJsonWebKey> keys = readJwks(privateFolder.resolve(file));
            keys.forEach(key -> key.setUse(use(file)));
            halves.addAll(earlierToo ? keys : keys.subList(0, 1));
        }
        String clientId = halves.getFirst().getKeyId();
        Path published = publicFolder.resolve(clientId + ".jwks.json");
        Path fresh = publicFolder.resolve(clientId + ".jwks.json.new");
        Files.writeString(fresh, new JsonWebKeySet(halves).toJson(OutputControlLevel.PUBLIC_ONLY));
        Files.move(fresh, published, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String use(String file) {
        return file.equals(SIGNING) ? "sig" : "enc";
    }

    private static void writePrivate(Path file, String json) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, json);
    }

    /** Writes one private key (with its public half) as a JWK file, readable by its owner alone. */
    public static void writePair(Path file, KeyPair pair, String kid) throws IOException {
        writePrivate(file, jwk(pair, kid).toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }

    private static PublicJsonWebKey jwk(KeyPair pair, String kid) {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
            jwk.setPrivateKey(pair.getPrivate());
            jwk.setKeyId(kid);
            return jwk;
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a P-256 pair", e);
        }
    }

    /** The newest pair of a private key file; throws {@link IOException} when there is no file or it is not one. */
    public static KeyPair readPair(Path file) throws IOException {
        PublicJsonWebKey jwk = readJwks(file).getFirst();
        return new KeyPair(jwk.getPublicKey(), jwk.getPrivateKey());
    }

    /** The newest private key of a file. */
    public static PrivateKey readPrivate(Path file) throws IOException {
        return readPair(file).getPrivate();
    }

    /** Every private key of a file, the newest first; at least one. */
    public static List<PrivateKey> readPrivates(Path file) throws IOException {
        return readJwks(file).stream().map(PublicJsonWebKey::getPrivateKey).toList();
    }

    /** The public halves of a private key file, in its order. */
    public static List<PublicKey> readPublics(Path file) throws IOException {
        return readJwks(file).stream().map(PublicJsonWebKey::getPublicKey).toList();
    }

    /** The {@code kid} of a private key file: its owner's client id. */
    public static String readOwner(Path file) throws IOException {
        return String.valueOf(readJwks(file).getFirst().getKeyId());
    }

    private static List<PublicJsonWebKey> readJwks(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<PublicJsonWebKey> keys = new ArrayList<>();
        try {
            JsonNode json = ContractJson.tree(bytes);
            for (JsonNode key : json.has("keys") ? json.get("keys") : List.of(json)) {
                keys.add(PublicJsonWebKey.Factory.newPublicJwk(key.toString()));
            }
        } catch (JsonProcessingException | JoseException e) {
            throw new IOException("not a JWK: " + file.getFileName());
        }
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.getPrivateKey() == null)) {
            throw new IOException("no private key in " + file.getFileName());
        }
        return keys;
    }

    /** The public key as the content of a JWK, for {@code MatchRequest.resultKey} or an HTTP answer. */
    public static Map<String, Object> publicJwk(PublicKey key, String kid, String use) {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(key);
            jwk.setKeyId(kid);
            jwk.setUse(use);
            return jwk.toParams(OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a P-256 key", e);
        }
    }

    /** Reads a public key (P-256) from the content of a JWK; throws {@link IllegalArgumentException} for anything else. */
    public static PublicKey publicKey(Map<String, Object> jwk) {
        try {
            JsonWebKey key = JsonWebKey.Factory.newJwk(new HashMap<>(jwk));
            if (key instanceof EllipticCurveJsonWebKey curve && EllipticCurves.P_256.equals(curve.getCurveName())) {
                return curve.getECPublicKey();
            }
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a JWK", e);
        }
        throw new IllegalArgumentException("not a P-256 key");
    }
}
