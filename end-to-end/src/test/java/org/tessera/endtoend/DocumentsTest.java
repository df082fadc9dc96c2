package org.tessera.endtoend;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tessera.endtoend.world.Places;

/** What the documents name is there: a rule whose test was renamed is a rule that nobody finds proved. */
class DocumentsTest {
    private static final Path ROOT = Places.find().root();
    private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+Test)`");
    private static final Pattern WORD_IN_CODE = Pattern.compile("`(\\w+)`");
    private static final Pattern TEST_METHOD = Pattern.compile("\\bvoid (\\w+)\\(");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

    private static final List<Path> DOCUMENTS = new ArrayList<>();

    /** Names of classes and their methods: a document names either. */
    private static final Set<String> TESTS = new HashSet<>();

    @BeforeAll
    static void read_the_tree() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean ours = folder.equals(ROOT) || !(name.startsWith(".") || name.equals("target"));
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".md")) {
                    DOCUMENTS.add(file);
                } else if (name.endsWith("Test.java")) {
                    TESTS.add(name.replace(".java", ""));
                    found(TEST_METHOD, text(file)).forEach(TESTS::add);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void every_test_that_a_document_names_exists() {
        Set<String> named = DOCUMENTS.stream()
                .flatMap(document -> found(TEST_CLASS, text(document)))
                .collect(Collectors.toSet());

        assertThat(named).contains("LinkageTest");
        assertThat(TESTS).containsAll(named);
    }

    @Test
    void every_test_that_proves_a_rule_exists() {
        Set<String> named = text(ROOT.resolve("docs/governance.md"))
                .lines()
                .filter(line -> line.matches("\\|.*\\|.*\\|"))
                .map(line -> line.substring(line.lastIndexOf('|', line.length() - 2)))
                .flatMap(proof -> found(WORD_IN_CODE, proof))
                .collect(Collectors.toSet());

        assertThat(named).contains("LinkageTest", "three_releases_reveal_what_no_pair_does");
        assertThat(TESTS).containsAll(named);
    }

    @Test
    void every_link_leads_to_a_file_and_a_heading_of_it() {
        List<String> links = DOCUMENTS.stream()
                .flatMap(document -> found(LINK, text(document))
                        .filter(not(link -> link.contains(":")))
                        .map(link -> ROOT.relativize(document) + " → " + link))
                .toList();

        assertThat(links).anyMatch(link -> link.contains("#"));
        assertThat(links).allMatch(DocumentsTest::leadsSomewhere);
    }

    /** @param link "document → file#heading" */
    private static boolean leadsSomewhere(String link) {
        String[] ends = link.split(" → ", 2);
        String[] target = ends[1].split("#", 2);
        Path document = ROOT.resolve(ends[0]);
        Path file = target[0].isEmpty() ? document : document.resolveSibling(target[0]);
        return Files.exists(file) && (target.length == 1 || anchors(file).contains(target[1]));
    }

    /** As GitHub makes them: lower case, blanks as hyphens, other punctuation left out. */
    private static Set<String> anchors(Path document) {
        return found(HEADING, text(document))
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
