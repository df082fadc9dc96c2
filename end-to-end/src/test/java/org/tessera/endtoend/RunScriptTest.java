package org.tessera.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.endtoend.world.Places;

/** {@code ./run} in a repository of its own, with a Java and a Maven that only tell how they were called. */
class RunScriptTest {
    private static final String DEMO = "demo --out results";
    private static final String TELL = "#!/bin/sh\necho \"%s in $(pwd): $*\"\n";

    @TempDir
    private Path folder = Path.of(".");

    private Path root = folder;
    private Path elsewhere = folder;

    /** @param code exit status */
    private record Said(int code, String text) {}

    @BeforeEach
    void copy_the_script() throws IOException {
        root = Files.createDirectories(folder.resolve("the repository"));
        elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.copy(Places.find().root().resolve("run"), root.resolve("run"));
        program("jdk/bin/java", TELL.formatted("java"));
        program("jdk/bin/javac", TELL.formatted("javac"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        program("bin/mvn", TELL.formatted("maven"));
        program("the repository/deploy/observability/check.sh", "#!/bin/sh\n");
    }

    private void program(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void built() throws IOException {
        for (String product : List.of("end-to-end/target/lib", "deploy/keycloak/target/dist", "load/target/lib")) {
            Files.createDirectories(root.resolve(product));
        }
        Files.createDirectories(root.resolve(".tessera"));
        Files.writeString(root.resolve(".tessera/built"), "");
        Files.writeString(root.resolve(".tessera/built-load"), "");
    }

    private Said run(String words) throws IOException, InterruptedException {
        return run(words, Map.of());
    }

    private Said run(String words, Map<String, String> more) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", root.resolve("run").toString()));
        Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).forEach(command::add);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(elsewhere.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().putAll(more);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DEMO,
                "up",
                "stop",
                "status",
                "compose down",
                "population --out data",
                "ledger verify a.ndjson --keys keys",
                "keys renew --private-keys own",
                "partner tokens --pii names.csv",
                "index fetch manifest.json",
                "cases cases.csv --out counts.csv",
                "contract-tests honest-broker --accounts accounts.txt",
                "load --out results"
            })
    void what_a_word_is_given_counts_from_where_the_caller_stands(String words) throws Exception {
        built();
        Said said = run(words);

        assertThat(said.text())
                .contains("java in " + elsewhere.toRealPath() + ": ")
                .contains(root + "/");
        assertThat(said.text().strip()).endsWith(words.substring(words.indexOf(' ') + 1));
        assertThat(said.text()).doesNotContain("maven");
        assertThat(said.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "load", "contract-tests honest-broker"})
    void what_needs_the_repository_is_told_where_it_is(String words) throws Exception {
        built();
        assertThat(run(words).text()).contains("-Dtessera.repository=" + root);
    }

    @Test
    void a_local_world_says_nothing_about_a_service_elsewhere() throws Exception {
        built();
        Files.writeString(root.resolve(".tessera/accounts.txt"), "");
        assertThat(run("contract-tests honest-broker").text()).contains("--kafka " + root);
        assertThat(run("contract-tests honest-broker --url https://broker.example.org")
                        .text())
                .doesNotContain("--kafka")
                .contains("--reports");
    }

    @Test
    void a_local_world_whose_ports_were_moved_is_found_there() throws Exception {
        built();
        Files.writeString(root.resolve(".tessera/accounts.txt"), "");
        assertThat(run("contract-tests honest-broker", Map.of("TESSERA_PORT_OFFSET", "100"))
                        .text())
                .contains("--url http://127.0.0.1:8283 --keycloak http://127.0.0.1:8280");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "e2e", "fix"})
    void maven_works_in_the_repository(String words) throws Exception {
        assertThat(run(words).text()).contains("maven in " + root.toRealPath() + ": ");
    }

    @Test
    void a_word_that_is_none_is_named_and_nothing_begins() throws Exception {
        Said said = run("bogus --out results");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).startsWith("There is no word bogus.").contains("./run demo");
        assertThat(root.resolve(".tessera")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench --bogus", "bench --quick bogus"})
    void what_is_no_benchmark_is_told_before_anything_is_built(String words) throws Exception {
        Said said = run(words);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text())
                .startsWith("There is no benchmark ")
                .contains("bogus. ")
                .doesNotContain("Building");
    }

    @Test
    void the_script_knows_every_benchmark() throws Exception {
        String main = Files.readString(
                Places.find().root().resolve("benchmarks/src/main/java/org/tessera/benchmarks/Main.java"));
        List<String> benchmarks = Pattern.compile("\"(\\w+)\",\\s+\\w+Benchmark::run")
                .matcher(main)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(run("bench bogus").text().strip()).endsWith(": " + String.join(" ", benchmarks));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo --help", "help demo", "up -h", "bench --help", "check --help", "load --help"})
    void a_help_is_printed_without_a_build(String words) throws Exception {
        Said said = run(words);

        assertThat(said.code()).isZero();
        assertThat(said.text()).startsWith("./run ").doesNotContain("Building").doesNotContain("maven");
        assertThat(root.resolve(".tessera")).doesNotExist();
    }

    @Test
    void a_help_after_a_build_is_the_words_own_even_when_sources_are_newer() throws Exception {
        built();
        Files.createDirectories(root.resolve("module/src/main/java"));
        Files.writeString(root.resolve("module/src/main/java/New.java"), "");

        assertThat(run("population --help").text()).contains("java in").doesNotContain("Building");
    }

    @Test
    void a_build_that_fails_shows_the_errors() throws Exception {
        program("bin/mvn", "#!/bin/sh\necho '[INFO] Building envelope 1 [1/2]'\necho '[ERROR] no such type'\nexit 1\n");
        Said said = run(DEMO);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text())
                .contains("1/2 envelope")
                .contains("[ERROR] no such type")
                .contains("The build failed: see " + root + "/.tessera/logs/build.log");
    }

    @ParameterizedTest
    @ValueSource(strings = {DEMO, "bench", "load"})
    void a_build_that_fails_before_the_first_module_shows_its_last_words(String words) throws Exception {
        program("bin/mvn", "#!/bin/sh\necho 'The JAVA_HOME environment variable is not defined correctly'\nexit 1\n");
        Said said = run(words);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).contains("not defined correctly").contains("The build failed: see ");
    }

    @Test
    void the_readme_tells_the_words_that_the_script_knows() throws Exception {
        String readme = Files.readString(Places.find().root().resolve("README.md"));
        String table = readme.substring(readme.indexOf("| word |"), readme.indexOf("## What you see"));

        assertThat(words("^\\| `(.*?)` \\|.*$", table))
                .containsExactlyInAnyOrderElementsOf(
                        words("^\\./run (.*?)(?: {3}.*)?$", run("help").text()));
    }

    /** The words of each line: several stand in one line between "|" or "`, `". */
    private static List<String> words(String line, String text) {
        return Pattern.compile(line, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split("`, `"))
                        .flatMap(part ->
                                part.matches("[a-z]+ \\| [a-z]+") ? Stream.of(part.split(" \\| ")) : Stream.of(part)))
                .map(part -> part.split(" ")[0])
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }
}
