package org.tessera.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Counts cases by month, sex, race, ethnicity and age group in one pass over the file. The groups are few whatever the
 * number of rows, so memory does not grow with the file.
 *
 * @param memoryMebibytes what the engine may use, at least 128
 * @param threads of the engine
 */
public record CaseCounter(int memoryMebibytes, int threads) {
    /** What the engine needs at least. */
    static final int LEAST_MEBIBYTES = 128;

    /** Columns that are counted, of the 19 of the CDC's public file with geography. */
    static final Set<String> COLUMNS = Set.of("case_month", "sex", "race", "ethnicity", "age_group");

    private static final String COUNT = """
            CREATE TEMP TABLE counted AS
            SELECT case_month, sex, race, ethnicity, age_group, count(*) AS cases
            FROM read_csv(?, header = true, all_varchar = true, delim = ',', quote = '"', nullstr = '')
            GROUP BY ALL""";

    /**
     * Counts a file.
     *
     * @param file comma-separated, with a header
     * @param progress told the percentage of the file that is read, now and then
     * @throws CaseFileUnusable when a column is missing, or the file is no such table
     */
    public MonthlyCounts count(Path file, DoubleConsumer progress) throws IOException {
        if (!Files.isReadable(file)) {
            throw new CaseFileUnusable("There is no file " + file + " to read.");
        }
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:")) {
            prepare(engine);
            refuseMissingColumns(engine, file);
            try (PreparedStatement count = engine.prepareStatement(COUNT)) {
                count.setString(1, file.toString());
                run(count, file, progress);
            }
            return MonthlyCounts.of(engine);
        } catch (SQLException e) {
            throw new CaseFileUnusable(
                    file + " is not a comma-separated table with one row per case, or counting it needs more memory.",
                    e);
        }
    }

    private void prepare(Connection engine) throws SQLException {
        try (Statement settings = engine.createStatement()) {
            settings.execute("SET memory_limit = '" + memoryMebibytes + "MiB'");
            settings.execute("SET threads = " + threads);
            settings.execute("SET preserve_insertion_order = false");
            settings.execute("SET enable_progress_bar = true");
            settings.execute("SET enable_progress_bar_print = false");
        }
    }

    private static void refuseMissingColumns(Connection engine, Path file) throws SQLException {
        Set<String> missing = new TreeSet<>(COLUMNS);
        try (PreparedStatement header = engine.prepareStatement(
                "SELECT * FROM read_csv(?, header = true, all_varchar = true, delim = ',', quote = '\"') LIMIT 0")) {
            header.setString(1, file.toString());
            try (ResultSet none = header.executeQuery()) {
                for (int column = 1; column <= none.getMetaData().getColumnCount(); column++) {
                    missing.remove(none.getMetaData().getColumnName(column));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new CaseFileUnusable(file + " has no column: " + String.join(", ", missing));
        }
    }

    /** Runs the statement beside this thread, which tells the progress meanwhile. */
    private static void run(PreparedStatement count, Path file, DoubleConsumer progress) throws SQLException {
        DuckDBPreparedStatement watched = count.unwrap(DuckDBPreparedStatement.class);
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            Future<?> done = beside.submit(() -> count.execute());
            double read = 0;
            while (!done.isDone()) {
                TimeUnit.MILLISECONDS.sleep(200);
                // To the engine, reading is the first of two equal steps; the second, writing a few groups, is over at
                // once.
                read = Math.clamp(2 * watched.getQueryProgress().getPercentage(), read, 99);
                progress.accept(read);
            }
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaseFileUnusable("Counting was interrupted.", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new CaseFileUnusable(
                    file + " is not a comma-separated table with one row per case, or counting it needs more memory.",
                    e);
        }
        progress.accept(100);
    }
}
