package org.tessera.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Manifest;
import org.tessera.envelope.ManifestSignature;
import org.tessera.envelope.TrustedKeys;

/** A hospital's folder with the keys of partner-north, and what the tool says there. */
final class Terminal {
    /** A PNG of one pixel. */
    static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final Path folder;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    Terminal(Path folder) throws IOException {
        this.folder = folder;
        Keys.create("partner-north", folder.resolve("private"), folder.resolve("public"));
        write("reference", "00112233445566778899aabbccddeeff\n");
        write("link", "00112233445566778899aabbccddeeff\n");
        Files.createDirectories(folder.resolve("imaging/files"));
        Files.createDirectories(folder.resolve("omop"));
        Files.write(folder.resolve("imaging/files/a.png"), PIXEL);
    }

    /** What the last command said on the standard output. */
    String out() {
        return out.toString();
    }

    /** What the last command said on the standard error. */
    String err() {
        return err.toString();
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    String at(String path) {
        return folder.resolve(path).toString();
    }

    int cases() {
        return cases("2026.1");
    }

    int cases(String release) {
        return run(
                "cases",
                "--imaging",
                at("imaging"),
                "--out",
                at("bundle"),
                "--zip",
                at("bundle.zip"),
                "--release",
                release,
                "--partner",
                "partner-north",
                "--private-keys",
                at("private"));
    }

    int omop() {
        return omop("2026.1");
    }

    int omop(String release) {
        return run(
                "omop",
                "--omop",
                at("omop"),
                "--out",
                at("bundle"),
                "--release",
                release,
                "--reference-key",
                at("reference"),
                "--partner",
                "partner-north",
                "--private-keys",
                at("private"));
    }

    int tokens(String register, String secret) {
        return tokens(register, secret, "2026.1", "e1");
    }

    int tokens(String register, String secret, String release, String epoch) {
        return run(
                "tokens",
                "--pii",
                at(register),
                "--domain",
                "imaging",
                "--release",
                release,
                "--link-secret",
                at(secret),
                "--epoch",
                epoch,
                "--dry-run");
    }

    int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.commands(CLOCK)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(List.of(arguments).toArray(String[]::new));
    }

    /** The bundle is of this kind, and exactly what partner-north signed. */
    void assertSigned(Path bundle, String kind) throws IOException {
        byte[] bytes = Files.readAllBytes(bundle.resolve(ManifestSignature.MANIFEST));
        Manifest manifest = ManifestSignature.read(bytes);
        assertThat(manifest.kind()).isEqualTo(kind);
        assertThat(manifest.release()).isEqualTo("2026.1");
        assertThat(ManifestSignature.wrongFiles(bundle, manifest)).isEmpty();
        var keys = new TrustedKeys(folder.resolve("public")).signingKeys("partner-north");
        String signature = Files.readString(bundle.resolve(ManifestSignature.SIGNATURE));
        assertThat(ManifestSignature.verify(bytes, signature, "partner-north", keys))
                .isTrue();
    }
}
