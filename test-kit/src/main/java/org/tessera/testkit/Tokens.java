package org.tessera.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Access tokens as Keycloak would give them out for Tessera's realms, and broken ones. */
public final class Tokens {
    private static final Map<String, List<String>> AUDIENCES = Map.of(
            "commons", List.of("imaging-commons", "representativeness-service"),
            "enclave", List.of("clinical-enclave"),
            "broker", List.of("honest-broker"),
            "mesh", List.of("kafka"));

    private Tokens() {}

    /** A good token of an account with these roles. */
    public static String of(String realm, String username, String... roles) {
        return signed(claims(realm, username, roles), keyOf(realm), realm);
    }

    /** A good token whose claim {@code groups} holds these groups, for example "/projects/" and a project's id. */
    public static String inGroups(String realm, String username, List<String> groups, String... roles) {
        JwtClaims claims = claims(realm, username, roles);
        claims.setStringListClaim("groups", groups);
        return signed(claims, keyOf(realm), realm);
    }

    /** Was good until ten minutes ago. */
    public static String expired(String realm, String username, String... roles) {
        JwtClaims claims = claims(realm, username, roles);
        NumericDate then = NumericDate.now();
        then.addSeconds(-600);
        claims.setExpirationTime(then);
        return signed(claims, keyOf(realm), realm);
    }

    /** Will be good in ten minutes: of an issuer whose clock is ahead. */
    public static String notYetGood(String realm, String username, String... roles) {
        JwtClaims claims = claims(realm, username, roles);
        claims.setNotBeforeMinutesInThePast(-10);
        return signed(claims, keyOf(realm), realm);
    }

    /** Algorithm "none". */
    public static String unsigned(String realm, String username, String... roles) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        jws.setPayload(claims(realm, username, roles).toJson());
        return serialized(jws);
    }

    /** Says it is of the realm, but another key signed it. */
    public static String signedByAnother(String realm, String username, String... roles) {
        return signed(claims(realm, username, roles), Another.KEY, realm);
    }

    /** Made once: it takes a tenth of a second, and hundreds of tokens are signed with it. */
    private static final class Another {
        static final PrivateKey KEY = make();

        private static PrivateKey make() {
            try {
                return RsaJwkGenerator.generateJwk(2048).getPrivateKey();
            } catch (JoseException e) {
                throw new IllegalStateException("a key could not be made", e);
            }
        }
    }

    /** Of the right realm, for a service that is none of Tessera's. */
    public static String forAnotherAudience(String realm, String username, String... roles) {
        JwtClaims claims = claims(realm, username, roles);
        claims.setAudience("somebody-else");
        return signed(claims, keyOf(realm), realm);
    }

    /** Subject ({@code sub}) of an account: a fixed UUID for each realm and name. */
    public static String subject(String realm, String username) {
        return UUID.nameUUIDFromBytes((realm + "/" + username).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The ID token of a login at a client. */
    static String ofLogin(String realm, String username, String client, @Nullable String nonce, Duration good) {
        JwtClaims claims = claims(realm, username, "registered");
        claims.setExpirationTimeMinutesInTheFuture(good.toMillis() / 60_000f);
        claims.setAudience(client);
        claims.setStringClaim("typ", "ID");
        claims.setStringClaim("azp", client);
        if (nonce != null) {
            claims.setStringClaim("nonce", nonce);
        }
        return signed(claims, keyOf(realm), realm);
    }

    static String ofClient(String realm, String client) {
        JwtClaims claims = claims(realm, "service-account-" + client);
        claims.setStringClaim("client_id", client);
        claims.setStringClaim("azp", client);
        return signed(claims, keyOf(realm), realm);
    }

    private static JwtClaims claims(String realm, String username, String... roles) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(TestWorld.keycloak() + "/realms/" + realm);
        claims.setSubject(subject(realm, username));
        claims.setAudience(AUDIENCES.getOrDefault(realm, List.of()));
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(30);
        claims.setGeneratedJwtId();
        claims.setStringClaim("typ", "Bearer");
        claims.setStringClaim("azp", "tessera-cli");
        claims.setStringClaim("preferred_username", username);
        claims.setClaim("realm_access", Map.of("roles", List.of(roles)));
        return claims;
    }

    private static String signed(JwtClaims claims, PrivateKey key, String keyId) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        jws.setKeyIdHeaderValue(keyId);
        jws.setKey(key);
        jws.setPayload(claims.toJson());
        return serialized(jws);
    }

    private static String serialized(JsonWebSignature jws) {
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a token could not be made", e);
        }
    }

    private static PrivateKey keyOf(String realm) {
        Path file = TestWorld.folder().resolve("realms").resolve(realm + ".jwk.json");
        try {
            return ((RsaJsonWebKey) org.jose4j.jwk.JsonWebKey.Factory.newJwk(Files.readString(file))).getPrivateKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException("not a key: " + file, e);
        }
    }
}
