package org.tessera.enclave.omop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.envelope.DetachedJws;
import org.tessera.envelope.Keys;

class BundleTest {
    private static final BundleLimits LIMITS = new BundleLimits(1 << 20, 10, 400);
    private static final Map<String, String> FILES = Map.of("omop/person.csv", "person_id,year_of_birth\n");

    @TempDir
    private Path folder;

    private final KeyPair partner = Keys.generate();

    @Test
    void a_signed_bundle_opens_and_every_byte_is_proved() throws IOException {
        try (Bundle bundle = open(Bundles.signed("partner-north", "R2026.1", FILES, partner.getPrivate()))) {
            bundle.verify();
            assertThat(bundle.isSignedWith(List.of(partner.getPublic()))).isTrue();
            assertThat(bundle.isSignedWith(List.of(Keys.generate().getPublic())))
                    .isFalse();
        }
    }

    @Test
    void a_changed_file_is_found() throws IOException {
        byte[] manifest = Bundles.manifest("partner-north", "clinical", "R2026.1", FILES);
        try (Bundle bundle = open(manifest, "omop/person.csv", "person_id,year_of_death\n")) {
            assertThatThrownBy(bundle::verify).isInstanceOf(BundleRefused.class).hasMessageContaining("person.csv");
        }
    }

    @Test
    void a_file_larger_than_its_manifest_says_is_not_read_to_its_end() throws IOException {
        byte[] manifest = Bundles.manifest("partner-north", "clinical", "R2026.1", FILES);
        try (Bundle bundle = open(manifest, "omop/person.csv", "x".repeat(5 << 20))) {
            assertThatThrownBy(bundle::verify).isInstanceOf(BundleRefused.class);
        }
    }

    @Test
    void names_that_leave_the_bundle_are_refused() {
        for (String name : new String[] {"../person.csv", "/etc/passwd", "omop/../../x", "omop\\person.csv", "C:/x"}) {
            byte[] manifest = Bundles.manifest("partner-north", "clinical", "R2026.1", Map.of(name, ""));
            assertRefused(() -> open(manifest, name, ""), "bundle-unsafe-name");
        }
    }

    @Test
    void a_bundle_larger_than_the_limit_is_refused_before_it_is_read() {
        assertRefused(
                () -> open(Bundles.signed(
                        "partner-north",
                        "R2026.1",
                        Map.of("omop/person.csv", "x".repeat(2 << 20)),
                        partner.getPrivate())),
                "bundle-too-large");
    }

    @Test
    void what_the_manifest_does_not_name_or_the_zip_does_not_hold_is_refused() {
        byte[] manifest = Bundles.manifest("partner-north", "clinical", "R2026.1", FILES);
        assertRefused(() -> open(manifest, "omop/death.csv", ""), "bundle-file-missing");
        byte[] none = Bundles.manifest("partner-north", "clinical", "R2026.1", Map.of());
        assertRefused(() -> open(none, "omop/death.csv", ""), "bundle-file-unnamed");
    }

    @Test
    void an_imaging_bundle_a_stranger_and_garbage_are_refused() {
        assertRefused(
                () -> open(Bundles.manifest("partner-north", "imaging", "R2026.1", Map.of()), "x", ""),
                "bundle-manifest-invalid");
        assertRefused(
                () -> open(Bundles.manifest("honest-broker", "clinical", "R2026.1", Map.of()), "x", ""),
                "bundle-manifest-invalid");
        assertRefused(
                () -> open("{\"partner\":null}".getBytes(StandardCharsets.UTF_8), "x", ""), "bundle-manifest-invalid");
        assertRefused(() -> open("[".getBytes(StandardCharsets.UTF_8), "x", ""), "bundle-manifest-unreadable");
        assertRefused(() -> open("not a zip".getBytes(StandardCharsets.UTF_8)), "bundle-not-a-zip");
    }

    @Test
    void a_manifest_that_is_null_or_names_a_file_in_two_spellings_is_refused() {
        assertRefused(() -> open("null".getBytes(StandardCharsets.UTF_8), "x", ""), "bundle-manifest-unreadable");
        Map<String, String> twice = Map.of("omop/person.csv", "", "omop/Person.csv", "");
        assertRefused(
                () -> open(Bundles.signed("partner-north", "R2026.1", twice, partner.getPrivate())),
                "bundle-manifest-invalid");
    }

    @Test
    void a_signature_that_is_no_text_is_not_the_partners() throws IOException {
        byte[] manifest = Bundles.manifest("partner-north", "clinical", "R2026.1", Map.of());
        byte[] signature = DetachedJws.sign(manifest, "partner-north", partner.getPrivate())
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < signature.length; i++) {
            byte[] strange = signature.clone();
            strange[i] |= (byte) 0x80;
            try (Bundle bundle = open(Bundles.zip(Map.of("manifest.json", manifest, "manifest.jws", strange)))) {
                assertThat(bundle.isSignedWith(List.of(partner.getPublic()))).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "manifest.json, bundle-not-a-zip",
        "manifest.jws, bundle-not-a-zip",
        "omop/person.csv, bundle-digest-differs"
    })
    void compressed_bytes_that_are_garbled_or_end_too_early_are_refused(String name, String kind) {
        byte[] garbled = Bundles.signed("partner-north", "R2026.1", FILES, partner.getPrivate());
        int content = text(garbled).indexOf(name) + name.length();
        Arrays.fill(garbled, content, content + 12, (byte) 255);
        assertRefused(() -> verified(garbled), kind);

        byte[] cut = Bundles.signed("partner-north", "R2026.1", FILES, partner.getPrivate());
        int compressedSize = text(cut).lastIndexOf(name) - 26;
        ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(compressedSize, 5);
        assertRefused(() -> verified(cut), kind);
    }

    private Bundle verified(byte[] zip) throws IOException {
        Bundle bundle = open(zip);
        bundle.verify();
        return bundle;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private interface Opening {
        Bundle open() throws IOException;
    }

    private static void assertRefused(Opening opening, String kind) {
        assertThatThrownBy(() -> opening.open().close())
                .isInstanceOfSatisfying(
                        BundleRefused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(kind));
    }

    private Bundle open(byte[] manifest, String path, String text) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("manifest.json", manifest);
        entries.put(
                "manifest.jws",
                DetachedJws.sign(manifest, "partner-north", partner.getPrivate())
                        .getBytes(StandardCharsets.UTF_8));
        entries.put(path, text.getBytes(StandardCharsets.UTF_8));
        return open(Bundles.zip(entries));
    }

    private Bundle open(byte[] zip) throws IOException {
        return Bundle.open(Files.write(Files.createTempFile(folder, "bundle", ".zip"), zip), LIMITS);
    }
}
