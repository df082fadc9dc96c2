package org.tessera.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.contracts.ContractJson;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Parts;
import org.tessera.index.Commons.Trouble;
import picocli.CommandLine;

@SuppressWarnings("NullAway.Init")
class JourneyOfImagesTest {
    @TempDir
    private Path folder;

    private Commons commons;
    private Path token;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void open() throws IOException {
        commons = new Commons();
        token = Files.writeString(folder.resolve("token"), Commons.TOKEN + "\n");
    }

    @AfterEach
    void close() {
        commons.close();
    }

    @Test
    void images_are_fetched_indexed_and_sealed_so_that_only_the_enclave_can_open_the_table() throws Exception {
        for (int i = 0; i < 20; i++) {
            commons.put("object-" + i, chest(i / 20.0), i == 3 ? Trouble.BUSY_ONCE : Trouble.NONE);
        }
        Path manifest = commons.manifest(folder.resolve("manifest.csv"));
        assertThat(fetch(manifest)).as(err.toString()).isZero();
        Path table = folder.resolve("index.csv");
        assertThat(run("index", "--manifest", manifest, "--images", folder.resolve("images"), "--out", table))
                .isZero();
        KeyPair enclave = Keys.generate();
        Path sealed = folder.resolve("sealed.json");
        assertThat(run("seal", "--csv", table, "--manifest", manifest, "--key", key(enclave), "--out", sealed))
                .as(err.toString())
                .isZero();

        JsonNode upload = ContractJson.tree(Files.readAllBytes(sealed));
        List<String> parts = new ArrayList<>();
        upload.path("sealedParts").forEach(part -> parts.add(part.asText()));
        String opened =
                new String(Parts.join(parts.iterator(), enclave.getPrivate()).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(opened).isEqualTo(Files.readString(table));
        assertThat(opened.lines()).hasSize(21).first().isEqualTo("submitter_id,study_uid,object_id,imaging_index");
        assertThat(upload.path("rows").asInt()).isEqualTo(20);
        assertThat(upload.path("schema").asText()).isEqualTo("imaging-index/1");
        assertThat(upload.path("model").path("digest").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(Files.readString(sealed)).doesNotContain("CASE-", "object-");
    }

    @Test
    void a_second_fetch_fetches_nothing() throws Exception {
        commons.put("a", chest(0.2), Trouble.NONE);
        Path manifest = commons.manifest(folder.resolve("manifest.csv"));
        fetch(manifest);
        assertThat(fetch(manifest)).isZero();
        assertThat(commons.timesAsked("a")).isEqualTo(1);
        assertThat(out.toString()).contains("1 images: 0 fetched, 1 already here, 0 failed");
    }

    @Test
    void a_file_that_was_cut_off_goes_on_where_it_stopped() throws Exception {
        byte[] image = chest(0.5);
        commons.put("cut", image, Trouble.SHORT_ONCE);
        Path manifest = commons.manifest(folder.resolve("manifest.csv"));
        assertThat(fetch(manifest)).as(err.toString()).isZero();
        assertThat(commons.ranges()).containsExactly("bytes=" + image.length / 2 + "-");
        assertThat(folder.resolve("images").resolve("cut.png")).hasBinaryContent(image);
    }

    @Test
    void corrupt_short_and_missing_files_are_named_and_never_kept_under_an_image_s_name() throws Exception {
        commons.put("good", chest(0.1), Trouble.NONE);
        commons.put("corrupt", chest(0.2), Trouble.CORRUPT);
        commons.put("short", chest(0.3), Trouble.ALWAYS_SHORT);
        commons.put("missing", chest(0.4), Trouble.MISSING);
        Path manifest = commons.manifest(folder.resolve("manifest.csv"));
        assertThat(fetch(manifest)).isEqualTo(1);
        assertThat(err.toString())
                .contains("corrupt: the file's MD5 is not the manifest's")
                .contains("short: the file has")
                .contains("missing: the commons answered 404");
        assertThat(out.toString()).contains("4 images: 1 fetched, 0 already here, 3 failed");
        assertThat(folder.resolve("images").resolve("good.png")).exists();
        for (String broken : List.of("corrupt", "short", "missing")) {
            assertThat(folder.resolve("images").resolve(broken + ".png")).doesNotExist();
        }
        Path table = folder.resolve("index.csv");
        assertThat(run("index", "--manifest", manifest, "--images", folder.resolve("images"), "--out", table))
                .isEqualTo(1);
        assertThat(err.toString()).contains("image missing was not fetched.");
        assertThat(out.toString()).contains("4 images: 1 with an index, 0 refused, 3 not fetched");
    }

    @Test
    void an_image_that_cannot_be_indexed_is_refused_by_name_and_the_others_are_a_table() throws Exception {
        commons.put("good", chest(0.1), Trouble.NONE);
        commons.put("text", "no image".getBytes(StandardCharsets.UTF_8), Trouble.NONE);
        Path manifest = commons.manifest(folder.resolve("manifest.csv"));
        assertThat(fetch(manifest)).isZero();
        Path table = folder.resolve("index.csv");
        assertThat(run("index", "--manifest", manifest, "--images", folder.resolve("images"), "--out", table))
                .isZero();
        assertThat(err.toString()).contains("image text ");
        assertThat(out.toString()).contains("2 images: 1 with an index, 1 refused, 0 not fetched");
    }

    @Test
    @Timeout(180)
    void bytes_that_stop_coming_are_given_up_and_asked_for_again_where_they_stopped() throws Exception {
        byte[] image = chest(0.5);
        commons.put("once", image, Trouble.STALLED_ONCE);
        commons.put("always", chest(0.6), Trouble.ALWAYS_STALLED);
        Path manifest = commons.manifest(folder.resolve("manifest.csv"));
        Drs impatient = new Drs(
                commons.address(),
                CommandLine.populateCommand(new Token(), "--token-file", token.toString()),
                Duration.ofMillis(500));
        Fetching.Outcome outcome = new Fetching(impatient, folder.resolve("images"), new PrintWriter(err, true))
                .fetch(ImageManifest.read(manifest), 2);
        assertThat(outcome.fetched()).isEqualTo(1);
        assertThat(outcome.failures()).containsExactly("always: nothing more came for 500 ms");
        assertThat(commons.ranges()).contains("bytes=" + image.length / 2 + "-");
        assertThat(folder.resolve("images").resolve("once.png")).hasBinaryContent(image);
    }

    @Test
    void a_commons_that_is_away_is_told_in_words() throws Exception {
        commons.put("a", chest(0.2), Trouble.NONE);
        Path manifest = commons.manifest(folder.resolve("manifest.csv"));
        commons.close();
        assertThat(fetch(manifest)).isEqualTo(1);
        assertThat(err.toString()).contains("a: the commons cannot be reached");
    }

    @Test
    void an_image_that_a_manifest_names_twice_alike_is_taken_once() throws Exception {
        commons.put("twin", chest(0.2), Trouble.NONE);
        Path manifest = commons.manifest(folder.resolve("manifest.csv"));
        String row = Files.readAllLines(manifest).getLast();
        Files.writeString(manifest, row.replace("1.png", "2.png") + "\n", StandardOpenOption.APPEND);
        assertThat(fetch(manifest)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("1 images: 1 fetched");
        Files.writeString(manifest, row.replace("CASE-1", "CASE-2") + "\n", StandardOpenOption.APPEND);
        assertThat(fetch(manifest)).isEqualTo(1);
        assertThat(err.toString()).contains("line 4: the image is named before, and told otherwise.");
    }

    @Test
    void the_token_command_runs_once_and_again_only_when_its_token_is_refused() throws Exception {
        commons.put("a", chest(0.2), Trouble.NONE);
        commons.put("b", chest(0.4), Trouble.NONE);
        Files.writeString(token, "a token of yesterday");
        Path runs = folder.resolve("runs");
        String command =
                "echo run >> '" + runs + "'; cat '" + token + "'; printf " + Commons.TOKEN + " > '" + token + "'";
        Path manifest = commons.manifest(folder.resolve("manifest.csv"));
        assertThat(fetch(manifest, "--token-command", command))
                .as(err.toString())
                .isZero();
        assertThat(Files.readAllLines(runs)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://127.0.0.1, --token-file token, --commons is an address like",
        "localhost:8181, --token-file token, --commons is an address like",
        "COMMONS, '', The commons wants an access token",
        "COMMONS, --token-file empty, The commons wants an access token",
        "COMMONS, --token-file nowhere, There is no file",
        "COMMONS, --token-command false, There is no access token: the command of --token-command gave no token.",
        "COMMONS, --parallel 17 --token-file token, --parallel is 1 to 16."
    })
    void what_would_fail_for_every_image_is_said_once_before_the_first(String address, String options, String sentence)
            throws Exception {
        commons.put("a", chest(0.2), Trouble.NONE);
        commons.put("b", chest(0.4), Trouble.NONE);
        Files.createFile(folder.resolve("empty"));
        Path manifest = commons.manifest(folder.resolve("manifest.csv"));
        List<String> words = new ArrayList<>(List.of("fetch", "--manifest", manifest.toString(), "--commons"));
        words.add(address.replace("COMMONS", commons.address().toString()));
        words.addAll(List.of("--out", folder.resolve("images").toString()));
        for (String word : options.isEmpty() ? List.<String>of() : List.of(options.split(" "))) {
            words.add(
                    List.of("token", "empty", "nowhere").contains(word)
                            ? folder.resolve(word).toString()
                            : word);
        }
        assertThat(run(words.toArray())).as(err.toString()).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith(sentence);
        assertThat(folder.resolve("images")).doesNotExist();
    }

    private Path key(KeyPair enclave) throws IOException {
        Path file = folder.resolve("enclave.jwk.json");
        return Files.write(file, ContractJson.bytes(Keys.publicJwk(enclave.getPublic(), "clinical-enclave", "enc")));
    }

    private int fetch(Path manifest) {
        return fetch(manifest, "--token-file", token);
    }

    private int fetch(Path manifest, String tokenOption, Object tokenSource) {
        return run(
                "fetch",
                "--manifest",
                manifest,
                "--commons",
                commons.address(),
                "--out",
                folder.resolve("images"),
                tokenOption,
                tokenSource);
    }

    private int run(Object... arguments) {
        CommandLine commands =
                Main.commands().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commands.execute(
                java.util.Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
    }

    private static byte[] chest(double lungs) throws IOException {
        return Drawings.png(Drawings.chest(lungs, 10, 190));
    }
}
