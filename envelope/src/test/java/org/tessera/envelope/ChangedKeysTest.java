package org.tessera.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.envelope.Sealing.NotOpenable;
import picocli.CommandLine;

/** A client's keys are changed while others run that have read them before. */
class ChangedKeysTest {
    private static final String BROKER = "honest-broker";
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder = Path.of(".");

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void the_broker_has_keys() throws IOException {
        Keys.create(BROKER, own(), everybody());
    }

    @Test
    void what_either_key_signed_is_good_until_the_earlier_one_is_taken_out() throws IOException {
        TrustedKeys trusted = new TrustedKeys(everybody());
        String before = signed();
        assertThat(isGood(before, trusted)).isTrue();

        assertThat(run("renew", "--private-keys", own().toString())).isZero();
        String after = signed();
        assertThat(isGood(after, trusted)).isFalse();
        publish();
        assertThat(isGood(after, trusted)).isTrue();
        assertThat(isGood(before, trusted)).isTrue();

        publish("--newest-only");
        assertThat(isGood(after, trusted)).isTrue();
        assertThat(isGood(before, trusted)).isFalse();
    }

    @Test
    void contents_are_sealed_to_the_newest_key_and_those_for_the_earlier_one_still_open()
            throws IOException, NotOpenable {
        TrustedKeys trusted = new TrustedKeys(everybody());
        String before = Sealing.seal(CONTENT, trusted.sealingKey(BROKER).orElseThrow());
        run("renew", "--sealing", "--private-keys", own().toString());
        publish();
        String after = Sealing.seal(CONTENT, trusted.sealingKey(BROKER).orElseThrow());

        List<PrivateKey> keys = Keys.readPrivates(own().resolve(Keys.SEALING));
        assertThat(keys).hasSize(2);
        assertThat(Sealing.open(after, keys.getFirst())).isEqualTo(CONTENT);
        assertThat(Sealing.open(before, keys.getLast())).isEqualTo(CONTENT);
        assertThat(trusted.signingKeys(BROKER)).hasSize(1);
    }

    @Test
    void a_file_that_is_taken_away_trusts_nobody_and_one_that_is_no_key_set_is_told() throws IOException {
        TrustedKeys trusted = new TrustedKeys(everybody());
        assertThat(trusted.signingKeys(BROKER)).hasSize(1);
        Path file = everybody().resolve(BROKER + ".jwks.json");
        Files.writeString(file, "half of a f");
        assertThatThrownBy(() -> trusted.signingKeys(BROKER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(BROKER);
        Files.delete(file);
        assertThat(trusted.signingKeys(BROKER)).isEmpty();
        assertThat(trusted.sealingKey(BROKER)).isEmpty();
        publish();
        assertThat(trusted.signingKeys(BROKER)).hasSize(1);
    }

    @Test
    void changed_keys_stay_their_owners_alone_and_no_private_half_is_published() throws IOException {
        run("renew", "--private-keys", own().toString());
        publish();
        Path file = own().resolve(Keys.SIGNING);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(Keys.readOwner(file)).isEqualTo(BROKER);
        assertThat(own().toFile().list()).containsExactlyInAnyOrder(Keys.SIGNING, Keys.SEALING);
        assertThat(everybody().resolve(BROKER + ".jwks.json"))
                .content()
                .doesNotContain("\"d\"")
                .contains("\"sig\"", "\"enc\"");
    }

    @Test
    void what_cannot_be_changed_is_named() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertThat(run("renew", "--private-keys", nowhere.toString())).isEqualTo(2);
        assertThat(run("publish", "--private-keys", own().toString(), "--public-keys", nowhere.toString()))
                .isEqualTo(2);
        Files.writeString(own().resolve(Keys.SIGNING), "{\"keys\":[]}");
        assertThat(run("renew", "--private-keys", own().toString())).isEqualTo(2);
        assertThat(said.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.contains("nowhere") || line.contains("no private key in " + Keys.SIGNING));
    }

    @Test
    void a_newcomer_makes_its_first_keys_and_is_trusted_once_they_are_published() throws IOException {
        Path hers = folder.resolve("hospital");
        assertThat(makeKeys("partner-hillside", hers)).isZero();
        assertThat(Files.getPosixFilePermissions(hers.resolve(Keys.SIGNING))).hasSize(2);
        assertThat(hers.toFile().list()).containsExactlyInAnyOrder(Keys.SIGNING, Keys.SEALING);
        assertThat(run(
                        "publish",
                        "--private-keys",
                        hers.toString(),
                        "--public-keys",
                        everybody().toString()))
                .isZero();
        TrustedKeys trusted = new TrustedKeys(everybody());
        String signature = DetachedJws.sign(CONTENT, "partner-hillside", Keys.readPrivate(hers.resolve(Keys.SIGNING)));
        assertThat(DetachedJws.verify(CONTENT, signature, "partner-hillside", trusted.signingKeys("partner-hillside")))
                .isTrue();
        assertThat(trusted.sealingKey("partner-hillside")).isPresent();
    }

    @Test
    void first_keys_are_made_once_and_for_a_client_id_only() throws IOException {
        byte[] before = Files.readAllBytes(own().resolve(Keys.SIGNING));
        Files.delete(own().resolve(Keys.SEALING));
        assertThat(makeKeys(BROKER, own())).isEqualTo(2);
        assertThat(said.toString()).contains(Keys.SIGNING + " is there already");
        assertThat(own().resolve(Keys.SIGNING)).hasBinaryContent(before);
        assertThat(own().resolve(Keys.SEALING)).doesNotExist();
        assertThat(makeKeys("../broker", folder.resolve("new"))).isEqualTo(2);
        assertThat(makeKeys("partner-" + "x".repeat(42), folder.resolve("new"))).isEqualTo(2);
        assertThat(folder.resolve("new")).doesNotExist();
    }

    private int makeKeys(String client, Path privateKeys) {
        return run("new", "--client", client, "--private-keys", privateKeys.toString());
    }

    private Path own() {
        return folder.resolve("private");
    }

    private Path everybody() {
        return folder.resolve("public");
    }

    private String signed() throws IOException {
        return DetachedJws.sign(CONTENT, BROKER, Keys.readPrivate(own().resolve(Keys.SIGNING)));
    }

    private static boolean isGood(String signature, TrustedKeys trusted) {
        return DetachedJws.verify(CONTENT, signature, BROKER, trusted.signingKeys(BROKER));
    }

    private void publish(String... options) {
        String[] words = {
            "publish",
            "--private-keys",
            own().toString(),
            "--public-keys",
            everybody().toString()
        };
        assertThat(run(Stream.of(words, options).flatMap(Stream::of).toArray(String[]::new)))
                .isZero();
    }

    private int run(String... words) {
        CommandLine command = KeysCommand.commandLine();
        command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        return command.execute(words);
    }
}
