package org.tessera.cases;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Cumulative counts at the end of each month, per attribute and category as the file writes it; every category has a
 * number in every month.
 *
 * @param rows of the table, by attribute, month and category
 * @param cases rows of the file that have a month
 * @param undated rows of the file without one, which are in no count
 */
public record MonthlyCounts(List<Row> rows, long cases, long undated) {
    private static final String DATED = "regexp_full_match(case_month, '[0-9]{4}-(0[1-9]|1[0-2])')";

    private static final String CUMULATIVE = """
            WITH dated AS (FROM counted WHERE %s),
            long AS (
                SELECT 'sex' AS attribute, case_month, coalesce(sex, 'Missing') AS category, cases FROM dated
                UNION ALL SELECT 'race', case_month, coalesce(race, 'Missing'), cases FROM dated
                UNION ALL SELECT 'ethnicity', case_month, coalesce(ethnicity, 'Missing'), cases FROM dated
                UNION ALL SELECT 'age_at_index', case_month, coalesce(age_group, 'Missing'), cases FROM dated),
            months AS (SELECT DISTINCT case_month FROM dated),
            categories AS (SELECT DISTINCT attribute, category FROM long),
            summed AS (SELECT attribute, case_month, category, sum(cases) AS cases FROM long GROUP BY ALL)
            SELECT attribute, case_month, category,
                CAST(sum(coalesce(cases, 0)) OVER (PARTITION BY attribute, category ORDER BY case_month) AS BIGINT)
            FROM (categories CROSS JOIN months) LEFT JOIN summed USING (attribute, case_month, category)
            ORDER BY attribute, case_month, category""".formatted(DATED);

    /**
     * A count.
     *
     * @param asOf last day of the month
     * @param attribute "sex", "race", "ethnicity" or "age_at_index"
     * @param category as the file writes it
     * @param cumulative cases up to that day
     */
    public record Row(LocalDate asOf, String attribute, String category, long cumulative) {}

    static MonthlyCounts of(Connection engine) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = engine.createStatement();
                ResultSet found = statement.executeQuery(CUMULATIVE)) {
            while (found.next()) {
                rows.add(new Row(
                        YearMonth.parse(found.getString(2)).atEndOfMonth(),
                        found.getString(1),
                        found.getString(3),
                        found.getLong(4)));
            }
        }
        long cases = sum(engine, DATED);
        return new MonthlyCounts(List.copyOf(rows), cases, sum(engine, "NOT coalesce(" + DATED + ", false)"));
    }

    private static long sum(Connection engine, String where) throws SQLException {
        try (Statement statement = engine.createStatement();
                ResultSet sum = statement.executeQuery(
                        "SELECT CAST(coalesce(sum(cases), 0) AS BIGINT) FROM counted WHERE " + where)) {
            sum.next();
            return sum.getLong(1);
        }
    }

    /** Writes the table that the representativeness service imports as CUMULATIVE_COUNTS. */
    public void write(Writer out) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord("as_of", "attribute", "category", "cumulative_count");
        for (Row row : rows) {
            csv.writeRecord(row.asOf().toString(), row.attribute(), row.category(), String.valueOf(row.cumulative()));
        }
        csv.flush();
    }
}
