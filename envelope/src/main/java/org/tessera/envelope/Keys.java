package org.tessera.envelope;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
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

/**
 * P-256 key pairs as JWK files. A client's private folder holds {@code signing.jwk.json} and {@code sealing.jwk.json};
 * the public folder of the whole mesh holds {@code <clientId>.jwks.json} with both public halves, {@code use} "sig" and
 * "enc"; {@code kid} is the client id.
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
        EllipticCurveJsonWebKey signing = generate(clientId, "sig");
        EllipticCurveJsonWebKey sealing = generate(clientId, "enc");
        Files.createDirectories(privateFolder);
        Files.createDirectories(publicFolder);
        writePrivate(privateFolder.resolve(SIGNING), signing);
        writePrivate(privateFolder.resolve(SEALING), sealing);
        String publicHalves = new JsonWebKeySet(List.of(signing, sealing)).toJson(OutputControlLevel.PUBLIC_ONLY);
        Files.writeString(publicFolder.resolve(clientId + ".jwks.json"), publicHalves);
    }

    private static void writePrivate(Path file, PublicJsonWebKey jwk) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }

    /** Writes one private key (with its public half) as a JWK file, readable by its owner alone. */
    public static void writePair(Path file, KeyPair pair, String kid) throws IOException {
        writePrivate(file, jwk(pair, kid));
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

    /** Reads a private JWK file with both halves; throws {@link IOException} when there is none or it is not one. */
    public static KeyPair readPair(Path file) throws IOException {
        PublicJsonWebKey jwk = readJwk(file);
        if (jwk.getPrivateKey() == null) {
            throw new IOException("no private key in " + file.getFileName());
        }
        return new KeyPair(jwk.getPublicKey(), jwk.getPrivateKey());
    }

    /** Reads the private key of a JWK file. */
    public static PrivateKey readPrivate(Path file) throws IOException {
        return readPair(file).getPrivate();
    }

    /** The {@code kid} of a private JWK file: its owner's client id. */
    public static String readOwner(Path file) throws IOException {
        return String.valueOf(readJwk(file).getKeyId());
    }

    private static PublicJsonWebKey readJwk(Path file) throws IOException {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file, StandardCharsets.UTF_8));
        } catch (JoseException e) {
            throw new IOException("not a JWK: " + file.getFileName());
        }
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
