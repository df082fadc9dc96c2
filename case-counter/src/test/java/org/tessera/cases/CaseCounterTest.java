package org.tessera.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseCounterTest {
    private static final String HEADER = "case_month,res_state,age_group,sex,race,ethnicity,process\n";
    private static final CaseCounter COUNTER = new CaseCounter(256, 2);

    @TempDir
    Path folder = Path.of(".");

    @Test
    void counts_grow_from_month_to_month_and_every_category_has_a_number_in_every_month() throws IOException {
        MonthlyCounts counts = count(HEADER
                + "2020-03,NY,65+ years,Female,Black,Hispanic/Latino,x\n"
                + "2020-04,NY,65+ years,Male,White,\"Unknown, \"\"really\"\"\",x\n"
                + "2020-04,NY,0 - 17 years,Female,,Missing,x\n");

        assertThat(counts.rows())
                .filteredOn(row -> row.attribute().equals("sex"))
                .extracting(row -> row.asOf() + " " + row.category() + " " + row.cumulative())
                .containsExactly(
                        "2020-03-31 Female 1", "2020-03-31 Male 0", "2020-04-30 Female 2", "2020-04-30 Male 1");
        assertThat(counts.rows())
                .filteredOn(row -> row.attribute().equals("race") && row.asOf().getMonthValue() == 4)
                .extracting(MonthlyCounts.Row::category)
                .containsExactly("Black", "Missing", "White");
        StringWriter table = new StringWriter();
        counts.write(table);
        assertThat(table.toString()).contains("2020-04-30,ethnicity,\"Unknown, \"\"really\"\"\",1");
    }

    @Test
    void rows_without_a_month_are_told_and_in_no_count() throws IOException {
        MonthlyCounts counts =
                count(HEADER + "2020-03,NY,,Female,,,x\n,NY,,Male,,,x\nNA,NY,,Male,,,x\n2020-13,NY,,Male,,,x\n");

        assertThat(counts.cases()).isEqualTo(1);
        assertThat(counts.undated()).isEqualTo(3);
        assertThat(counts.rows()).noneMatch(row -> row.category().equals("Male"));
    }

    @Test
    void many_rows_are_counted_as_one_by_one() throws IOException {
        Random random = new Random(5);
        List<String> sexes = List.of("Female", "Male", "Unknown");
        Map<String, Long> expected = new TreeMap<>();
        StringBuilder csv = new StringBuilder(HEADER);
        for (int row = 0; row < 50_000; row++) {
            String sex = sexes.get(random.nextInt(3));
            csv.append("2020-0")
                    .append(1 + random.nextInt(9))
                    .append(",NY,65+ years,")
                    .append(sex)
                    .append(",White,NA,x\n");
            expected.merge(sex, 1L, Long::sum);
        }

        MonthlyCounts counts = count(csv.toString());

        Map<String, Long> found = new TreeMap<>();
        counts.rows().stream()
                .filter(row -> row.attribute().equals("sex") && row.asOf().getMonthValue() == 9)
                .forEach(row -> found.put(row.category(), row.cumulative()));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void progress_never_goes_back_and_ends_at_a_hundred() throws IOException {
        List<Double> progress = new ArrayList<>();

        COUNTER.count(file(HEADER + "2020-03,NY,,Female,,,x\n"), progress::add);

        assertThat(progress).isSorted().last().isEqualTo(100.0);
    }

    @Test
    void a_file_without_the_columns_is_refused_with_their_names() {
        assertThatThrownBy(() -> count("case_month,sex,race\n2020-03,Female,White\n"))
                .isInstanceOf(CaseFileUnusable.class)
                .hasMessageContaining("age_group, ethnicity");
        assertThatThrownBy(() -> COUNTER.count(folder.resolve("nowhere.csv"), percent -> {}))
                .isInstanceOf(CaseFileUnusable.class);
    }

    private MonthlyCounts count(String csv) throws IOException {
        return COUNTER.count(file(csv), percent -> {});
    }

    private Path file(String csv) throws IOException {
        return Files.writeString(folder.resolve("cases.csv"), csv);
    }
}
