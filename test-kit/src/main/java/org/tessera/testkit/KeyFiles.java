package org.tessera.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Key pairs of every client, laid out as a service reads them: {@code private/<client>/signing.jwk.json} and
 * {@code sealing.jwk.json}, {@code public/<client>.jwks.json}.
 */
final class KeyFiles {
    private KeyFiles() {}

    static void write(Path folder, Iterable<String> clients) {
        try {
            Path publicKeys = Files.createDirectories(folder.resolve("public"));
            for (String client : clients) {
                Path privateKeys =
                        Files.createDirectories(folder.resolve("private").resolve(client));
                EllipticCurveJsonWebKey signing = generate(client, "sig");
                EllipticCurveJsonWebKey sealing = generate(client, "enc");
                Files.writeString(
                        privateKeys.resolve("signing.jwk.json"), signing.toJson(OutputControlLevel.INCLUDE_PRIVATE));
                Files.writeString(
                        privateKeys.resolve("sealing.jwk.json"), sealing.toJson(OutputControlLevel.INCLUDE_PRIVATE));
                Files.writeString(
                        publicKeys.resolve(client + ".jwks.json"),
                        new JsonWebKeySet(signing, sealing).toJson(OutputControlLevel.PUBLIC_ONLY));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EllipticCurveJsonWebKey generate(String client, String use) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(client);
            key.setUse(use);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("a key pair could not be made", e);
        }
    }
}
