package org.tessera.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.tessera.cases.CaseCounter;

/**
 * Counting a file of one row per case with 19 columns, in 512 MiB, beside plain DuckDB with its own settings and its own
 * reading of the types. Both run on all processors; what they used of them is the whole process'.
 */
final class CaseBenchmark {
    private static final String TASK = "cases";
    private static final int MEMORY_MEBIBYTES = 512;

    private CaseBenchmark() {}

    static void run(Scale scale, Consumer<Measurement> results) throws Exception {
        long rows = switch (scale) {
            case QUICK -> 500_000;
            case FULL -> 10_000_000;
            case LARGE -> 100_000_000;
        };
        Path file = Files.createTempFile("cases", ".csv");
        try {
            inDuckDb(generate(rows, file));
            String size = "%,d rows, %,d MiB".formatted(rows, Files.size(file) >> 20);
            Stopwatch watch = scale == Scale.LARGE ? Stopwatch.ofTheProcess(0, 1) : Stopwatch.ofTheProcess(1, 3);
            CaseCounter counter =
                    new CaseCounter(MEMORY_MEBIBYTES, Runtime.getRuntime().availableProcessors());
            results.accept(watch.measure(
                    TASK,
                    "Tessera: case-counter",
                    size,
                    "rows",
                    (double) rows,
                    () -> counted(rows, counter.count(file, percent -> {}).cases())));
            String sql = "SELECT sum(n)::BIGINT FROM (SELECT count(*) AS n FROM read_csv('" + file
                    + "') GROUP BY case_month, sex, race, ethnicity, age_group)";
            results.accept(watch.measure(
                    TASK, "DuckDB: as it is", size, "rows", (double) rows, () -> counted(rows, inDuckDb(sql))));
        } finally {
            Files.delete(file);
        }
    }

    private static long counted(long rows, long cases) {
        if (cases != rows) {
            throw new IllegalStateException(cases + " cases were counted in " + rows + " rows");
        }
        return cases;
    }

    private static String generate(long rows, Path file) {
        return """
            COPY (SELECT printf('20%%02d-%%02d', 20 + i %% 4, 1 + i %% 12) AS case_month, 'NY' AS res_state, '36' AS state_fips_code,
                'KINGS' AS res_county, '36047' AS county_fips_code,
                ['0 - 17 years', '18 to 49 years', '50 to 64 years', '65+ years', 'Missing'][CAST(1 + hash(i) %% 5 AS BIGINT)] AS age_group,
                ['Female', 'Male', 'Unknown'][CAST(1 + hash(i + 1) %% 3 AS BIGINT)] AS sex,
                ['White', 'Black', 'Asian', 'Multiple/Other', 'NA', 'Missing'][CAST(1 + hash(i + 2) %% 6 AS BIGINT)] AS race,
                ['Hispanic/Latino', 'Non-Hispanic/Latino', 'Unknown'][CAST(1 + hash(i + 3) %% 3 AS BIGINT)] AS ethnicity,
                1 AS case_positive_specimen_interval, 0 AS case_onset_interval, 'Clinical evaluation' AS process,
                'Missing' AS exposure_yn, 'Laboratory-confirmed case' AS current_status, 'Symptomatic' AS symptom_status,
                'No' AS hosp_yn, 'Missing' AS icu_yn, 'No' AS death_yn, 'Yes' AS underlying_conditions_yn
            FROM range(%d) AS cases(i)) TO '%s' (HEADER)""".formatted(rows, file);
    }

    private static long inDuckDb(String sql) throws SQLException {
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = engine.createStatement()) {
            if (!statement.execute(sql)) {
                return 0;
            }
            try (ResultSet number = statement.getResultSet()) {
                number.next();
                return number.getLong(1);
            }
        }
    }
}
