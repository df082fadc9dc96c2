package org.tessera.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Counting beside plain DuckDB (its own settings and its own reading of the types) on the same generated file of 19 columns,
 * best of three; the argument is the number of rows, 10 million when absent. A main class, run by hand.
 */
final class CaseBenchmark {
    private static final int RUNS = 3;

    private CaseBenchmark() {}

    /** Generates, counts, prints, and deletes the file. */
    public static void main(String[] arguments) throws IOException, SQLException {
        long rows = arguments.length == 0 ? 10_000_000 : Long.parseLong(arguments[0]);
        Path file = Files.createTempFile("cases", ".csv");
        try {
            inDuckDb(generate(rows, file));
            System.out.printf(Locale.ROOT, "%,d rows, %,d MiB%n", rows, Files.size(file) >> 20);
            int threads = Runtime.getRuntime().availableProcessors();
            CaseCounter counter = new CaseCounter(512, threads);
            for (int run = 0; run < RUNS; run++) {
                long begin = System.nanoTime();
                long counted = counter.count(file, percent -> {}).cases();
                tell("case-counter, 512 MiB", counted, begin);
            }
            for (int run = 0; run < RUNS; run++) {
                long begin = System.nanoTime();
                long counted = inDuckDb("SELECT sum(n)::BIGINT FROM (SELECT count(*) AS n FROM read_csv('" + file
                        + "') GROUP BY case_month, sex, race, ethnicity, age_group)");
                tell("DuckDB as it is", counted, begin);
            }
        } finally {
            Files.delete(file);
        }
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

    private static void tell(String contender, long rows, long begin) throws IOException {
        double seconds = (System.nanoTime() - begin) / 1e9;
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("");
        System.out.printf(
                Locale.ROOT, "%-22s %6.2f s %,12.0f rows/s  %s%n", contender, seconds, rows / seconds, peak.strip());
    }
}
