package org.tessera.endtoend.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.endtoend.population.ReferenceLinkage.Found;
import org.tessera.endtoend.population.ReferenceLinkage.Outcome;
import org.tessera.index.OpacityIndex;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.TableRow;
import org.tessera.partner.tokens.Person;

@SuppressWarnings("NullAway.Init")
class PopulationTest {
    private static final long SEED = 20260101;

    @TempDir
    private Path folder;

    @Test
    void the_papers_counts_are_found_from_the_files_through_noisy_identifiers() throws Exception {
        DataSet data = written(PopulationSpec.paper());
        Map<String, Found> found = ReferenceStudy.linked(data);
        Map<String, ReferenceAlignment.Verdict> verdicts = ReferenceStudy.aligned(data, found);

        assertThat(count(found, Outcome.UNIQUE)).isEqualTo(2124);
        assertThat(count(found, Outcome.AMBIGUOUS)).isEqualTo(12);
        assertThat(count(found, Outcome.CONFLICT)).isEqualTo(16);
        assertTruth(data, found);
        assertPlan(data, verdicts);

        List<ReferenceAlignment.Verdict> windowAndView = verdicts.values().stream()
                .filter(verdict -> !verdict.reason().startsWith("NO"))
                .toList();
        assertThat(windowAndView).hasSize(236);
        assertThat(windowAndView.stream()
                        .mapToInt(ReferenceAlignment.Verdict::images)
                        .sum())
                .isEqualTo(306);
        assertCohort(data, found, verdicts);
    }

    @Test
    void the_linked_have_the_sexes_races_and_ethnicities_of_s1_table_2() throws Exception {
        DataSet data = written(PopulationSpec.paper());
        Set<String> linkedCases = new HashSet<>();
        for (TableRow row : data.rows("plan.csv")) {
            if (row.get("linkage").equals("UNIQUE")) {
                linkedCases.add(row.get("midrc_id"));
            }
        }
        List<TableRow> cases = data.rows("imaging/case.tsv").stream()
                .filter(row -> linkedCases.contains(row.get("submitter_id")))
                .toList();
        assertThat(shares(cases, "sex")).isEqualTo(Map.of("Female", 1141, "Male", 983));
        assertThat(shares(cases, "ethnicity"))
                .isEqualTo(Map.of("Not Hispanic or Latino", 1968, "Hispanic or Latino", 132, "Not Reported", 24));
        assertThat(shares(cases, "race"))
                .containsEntry("Black or African American", 1620)
                .containsEntry("White", 338)
                .containsEntry("Asian", 26)
                .containsEntry("Not Reported", 134)
                .containsEntry("American Indian or Alaska Native", 4)
                .containsEntry("Native Hawaiian or other Pacific Islander", 2);
    }

    @Test
    void every_seed_and_every_shape_is_found_as_planned() throws Exception {
        for (String shape : List.of("small", "no-overlap", "25-linked", "messy")) {
            for (long seed : List.of(SEED, 1L, 77L)) {
                PopulationSpec spec = PopulationSpec.ofShape(shape);
                Path to = folder.resolve(shape + seed);
                Population.write(seed, spec, to);
                DataSet data = new DataSet(to);
                Map<String, Found> found = ReferenceStudy.linked(data);
                assertThat(count(found, Outcome.UNIQUE)).as(shape + " " + seed).isEqualTo(spec.linked());
                assertTruth(data, found);
                assertPlan(data, ReferenceStudy.aligned(data, found));
            }
        }
    }

    @Test
    void the_papers_shape_links_under_other_seeds_too() {
        for (long seed : List.of(1L, 2L, 3L)) {
            Roster roster = new Roster(seed, PopulationSpec.paper());
            Identities identities = new Identities(roster);
            Map<String, Person> cases = new LinkedHashMap<>();
            Map<String, Person> records = new LinkedHashMap<>();
            roster.cases()
                    .forEach(copy -> cases.put(
                            roster.caseId(copy.member(), copy.number()),
                            person(identities.ofCase(copy.member(), copy.number()))));
            roster.records()
                    .forEach(copy -> records.put(
                            String.valueOf(roster.recordId(copy.member(), copy.number())),
                            person(identities.ofRecord(copy.member(), copy.number()))));
            ReferenceLinkage linkage = new ReferenceLinkage(cases, records);
            long unique = cases.keySet().stream()
                    .filter(id -> linkage.find(id).outcome() == Outcome.UNIQUE)
                    .count();
            assertThat(unique).as("seed " + seed).isEqualTo(2124);
        }
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_does_not() throws IOException {
        Population.write(5, PopulationSpec.small(), folder.resolve("a"));
        Population.write(5, PopulationSpec.small(), folder.resolve("b"));
        Population.write(6, PopulationSpec.small(), folder.resolve("c"));
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder.resolve("a"))) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(100);
        for (Path file : files) {
            Path same = folder.resolve("b").resolve(folder.resolve("a").relativize(file));
            assertThat(Files.mismatch(file, same)).as(file.toString()).isEqualTo(-1);
        }
        Path register = Path.of("pii/clinical_site_pii.csv");
        assertThat(Files.mismatch(
                        folder.resolve("a").resolve(register),
                        folder.resolve("c").resolve(register)))
                .isNotEqualTo(-1);
    }

    @Test
    void a_messy_export_has_windows_line_ends_a_mark_quoted_commas_and_broken_rows() throws IOException {
        Population.write(SEED, PopulationSpec.messy(), folder);
        String register = Files.readString(folder.resolve("pii/clinical_site_pii.csv"));
        assertThat(register).startsWith("\uFEFF").contains("\r\n").contains(", Apt \"\"");
        assertThat(register.lines().filter(line -> line.matches("\\d+,.*,\\d{4}-(1[3-9]|[23]\\d)-\\d{2},.*")))
                .hasSize(3);
        assertThat(Files.readString(folder.resolve("imaging/case.tsv"))).contains("*submitter_id");
        assertThat(Files.readString(folder.resolve("omop/measurement.csv"))).contains("2021-13-45");
    }

    private DataSet written(PopulationSpec spec) throws IOException {
        Population.write(SEED, spec, folder);
        return new DataSet(folder);
    }

    private static Person person(Identity identity) {
        return new Person(
                identity.first(),
                identity.last(),
                identity.birthDate(),
                identity.sex(),
                identity.ssn(),
                identity.zip());
    }

    private static void assertTruth(DataSet data, Map<String, Found> found) throws Refusal {
        Map<String, List<TableRow>> truth = data.by("truth.csv", "midrc_id");
        found.forEach((caseId, match) -> {
            if (match.outcome() == Outcome.UNIQUE) {
                assertThat(truth.getOrDefault(caseId, List.of()).stream().map(row -> row.get("person_id")))
                        .containsExactlyInAnyOrderElementsOf(match.records());
            }
        });
    }

    private static void assertPlan(DataSet data, Map<String, ReferenceAlignment.Verdict> verdicts) throws Refusal {
        Set<String> seen = new HashSet<>();
        for (TableRow row : data.rows("plan.csv")) {
            ReferenceAlignment.Verdict verdict = verdicts.get(row.get("midrc_id"));
            if (verdict != null) {
                assertThat(verdict.reason()).as(row.get("midrc_id")).isEqualTo(row.get("verdict"));
                seen.add(verdict.reason());
            } else {
                assertThat(row.get("verdict")).isIn("NOT_LINKED", "AMBIGUOUS_LINKAGE");
            }
        }
        if (!verdicts.isEmpty()) {
            assertThat(seen).hasSize(10);
        }
    }

    private static void assertCohort(
            DataSet data, Map<String, Found> found, Map<String, ReferenceAlignment.Verdict> verdicts) throws Exception {
        ReferenceIndicators indicators = new ReferenceIndicators(data);
        Map<String, List<TableRow>> studies = data.by("imaging/imaging_study.tsv", "cases.submitter_id");
        Map<String, List<TableRow>> series = data.by("imaging/series.tsv", "study_uid");
        int[] counts = new int[5];
        List<Double> severe = new ArrayList<>();
        List<Double> mild = new ArrayList<>();
        for (var entry : verdicts.entrySet()) {
            ReferenceAlignment.Verdict verdict = entry.getValue();
            if (!verdict.reason().equals("SUBCOHORT_1")) {
                continue;
            }
            Set<String> records =
                    java.util.Objects.requireNonNull(found.get(entry.getKey())).records();
            boolean isSevere = indicators.severe(records, verdict.studyDay());
            counts[0]++;
            counts[1] += verdict.images();
            counts[2] += isSevere ? 1 : 0;
            counts[3] += indicators.charlson(records, verdict.studyDay()) >= 3 ? 1 : 0;
            counts[4] += indicators.leastPressure(records, verdict.studyDay()).orElseThrow() < 70 ? 1 : 0;
            for (TableRow study : studies.getOrDefault(entry.getKey(), List.of())) {
                for (TableRow one : series.getOrDefault(study.get("study_uid"), List.of())) {
                    Path image = data.folder().resolve("imaging/files/" + one.get("file_name"));
                    if (!one.get("file_name").isEmpty()) {
                        (isSevere ? severe : mild).add(OpacityIndex.of(image));
                    }
                }
            }
        }
        assertThat(counts).as("patients, images, severe, CCI 3+, MAP < 70").containsExactly(117, 139, 24, 52, 30);
        assertThat(auc(severe, mild))
                .as("the images tell something of the outcome")
                .isCloseTo(0.67, within(0.12));
    }

    private static double auc(List<Double> severe, List<Double> mild) {
        double wins = 0;
        for (double one : severe) {
            for (double other : mild) {
                wins += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        return wins / severe.size() / mild.size();
    }

    private static long count(Map<String, Found> found, Outcome outcome) {
        return found.values().stream()
                .filter(match -> match.outcome() == outcome)
                .count();
    }

    private static Map<String, Integer> shares(List<TableRow> rows, String column) {
        Map<String, Integer> shares = new TreeMap<>();
        rows.forEach(row -> shares.merge(row.get(column), 1, Integer::sum));
        return shares;
    }
}
