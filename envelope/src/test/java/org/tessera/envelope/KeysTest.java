package org.tessera.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void the_public_folder_holds_the_halves_that_fit_and_no_private_key() throws IOException {
        Path own = folder.resolve("private");
        Path everybody = folder.resolve("public");
        Keys.create("honest-broker", own, everybody);
        TrustedKeys trusted = new TrustedKeys(everybody);
        assertThat(trusted.signingKeys("honest-broker"))
                .contains(Keys.readPair(own.resolve(Keys.SIGNING)).getPublic());
        assertThat(trusted.sealingKey("honest-broker"))
                .contains(Keys.readPair(own.resolve(Keys.SEALING)).getPublic());
        assertThat(everybody.resolve("honest-broker.jwks.json")).content().doesNotContain("\"d\"");
        assertThat(Files.getPosixFilePermissions(own.resolve(Keys.SIGNING))).hasSize(2);
        assertThat(Keys.readOwner(own.resolve(Keys.SIGNING))).isEqualTo("honest-broker");
    }

    @Test
    void a_client_that_comes_later_is_found_and_a_path_is_no_client() throws IOException {
        TrustedKeys trusted = new TrustedKeys(folder);
        assertThat(trusted.signingKeys("partner-north")).isEmpty();
        Keys.create("partner-north", folder.resolve("private"), folder);
        assertThat(trusted.signingKeys("partner-north")).hasSize(1);
        assertThat(trusted.signingKeys("../partner-north")).isEmpty();
    }

    @Test
    void a_public_key_travels_as_a_jwk_and_anything_else_is_refused() {
        KeyPair pair = Keys.generate();
        Map<String, Object> jwk = Keys.publicJwk(pair.getPublic(), "request-1", "enc");
        PublicKey read = Keys.publicKey(jwk);
        assertThat(read).isEqualTo(pair.getPublic());
        Map<String, Object> offCurve = new HashMap<>(jwk);
        offCurve.put("y", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assertThatThrownBy(() -> Sealing.seal(new byte[1], Keys.publicKey(offCurve)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Keys.publicKey(Map.of("kty", "oct", "k", "AAAA")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_bundle_whose_files_were_changed_added_or_lost_is_found() throws IOException {
        KeyPair pair = Keys.generate();
        Path bundle = folder.resolve("bundle");
        Files.createDirectories(bundle.resolve("omop"));
        Files.writeString(bundle.resolve("omop/person.csv"), "person_id\n1\n");
        Files.writeString(bundle.resolve("omop/death.csv"), "person_id\n");
        Manifest manifest = ManifestSignature.write(bundle, "partner-north", "clinical", "R2026.1", pair.getPrivate());
        byte[] bytes = Files.readAllBytes(bundle.resolve("manifest.json"));
        String jws = Files.readString(bundle.resolve("manifest.jws"));
        assertThat(ManifestSignature.verify(bytes, jws, "partner-north", List.of(pair.getPublic())))
                .isTrue();
        assertThat(ManifestSignature.verify(bytes, jws, "partner-south", List.of(pair.getPublic())))
                .isFalse();
        assertThat(ManifestSignature.read(bytes)).isEqualTo(manifest);
        assertThat(ManifestSignature.wrongFiles(bundle, manifest)).isEmpty();
        Files.writeString(bundle.resolve("omop/person.csv"), "person_id\n2\n");
        Files.delete(bundle.resolve("omop/death.csv"));
        Files.writeString(bundle.resolve("extra.csv"), "x");
        assertThat(ManifestSignature.wrongFiles(bundle, manifest)).hasSize(3);
        bytes[5] ^= 1;
        assertThat(ManifestSignature.verify(bytes, jws, "partner-north", List.of(pair.getPublic())))
                .isFalse();
    }
}
