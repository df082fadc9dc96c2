package org.tessera.imaging.cohort.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Count;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.catalog.adapter.Selection;
import org.tessera.imaging.catalog.adapter.Selection.Statement;
import org.tessera.imaging.cohort.Members;
import org.tessera.imaging.cohort.SavedCohort.Size;
import org.tessera.messaging.Sql;

/** Counts and lists straight from the tables. */
@ApplicationScoped
class MemberTable implements Members {
    private static final String HEADER =
            "submitter_id,study_uid,series_uid,object_id,file_name,file_size,md5sum,days_from_study_to_pos_covid_test\n";
    private static final String ROW = "select e.submitter_id, s.study_uid, x.series_uid, x.object_id, x.file_name,"
            + " x.file_size, x.md5sum, array_to_string(s.days_from_study_to_pos_covid_test, ',')";
    private static final String ORDER = " order by e.submitter_id, s.study_uid, x.series_uid, x.file_name";

    private static final String CATEGORIES = """
            select coalesce(r.sex, 'Not Reported'), coalesce(r.race, 'Not Reported'),
                   coalesce(r.ethnicity, 'Not Reported'),
                   case when r.age_at_index_gt89 then '65+'
                        when r.age_at_index is null then 'Not Reported'
                        when r.age_at_index < 18 then '0-17'
                        when r.age_at_index < 50 then '18-49'
                        when r.age_at_index < 65 then '50-64'
                        else '65+' end,
                   count(*)
            """;
    private static final List<String> ATTRIBUTES = List.of("sex", "race", "ethnicity", "age_at_index");

    private final Sql sql;

    MemberTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Size size(String version, CaseFilter filter) {
        return new Size(
                count(Selection.cases("select count(*)", version, filter, "")),
                count(Selection.studies("select count(*)", version, filter)),
                count(Selection.images("select count(*)", version, filter, "")));
    }

    private int count(Statement statement) {
        return Math.toIntExact(sql.count(statement.sql(), statement.values()));
    }

    @Override
    public Composition composition(String version, CaseFilter filter) {
        Map<String, Map<String, Integer>> sums = new TreeMap<>();
        ATTRIBUTES.forEach(attribute -> sums.put(attribute, new TreeMap<>()));
        Statement statement = Selection.cases(CATEGORIES, version, filter, " group by 1, 2, 3, 4");
        sql.each(
                statement.sql(),
                row -> {
                    for (int i = 0; i < ATTRIBUTES.size(); i++) {
                        sums.getOrDefault(ATTRIBUTES.get(i), new TreeMap<>())
                                .merge(row.getString(i + 1), row.getInt(5), Integer::sum);
                    }
                },
                statement.values());
        Map<String, Map<String, Count>> counts = new TreeMap<>();
        sums.forEach((attribute, categories) -> {
            Map<String, Count> exact = new TreeMap<>();
            categories.forEach((category, count) -> exact.put(category, Count.of(count)));
            counts.put(attribute, exact);
        });
        // Every case is in one category of each attribute.
        int subjects = sums.values().iterator().next().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return new Composition(subjects, counts);
    }

    @Override
    public int writeSubjects(String version, CaseFilter filter, OutputStream out) throws IOException {
        Statement statement = Selection.cases("select e.submitter_id", version, filter, " order by e.submitter_id");
        return write(statement, out, "", row -> "\"" + row.getString(1) + "\"\n");
    }

    @Override
    public void writeManifest(String version, CaseFilter filter, OutputStream out) throws IOException {
        write(Selection.images(ROW, version, filter, ORDER), out, HEADER, MemberTable::manifestRow);
    }

    @Override
    public void writeManifest(String version, CaseFilter filter, List<CommonsSubjectId> listed, OutputStream out)
            throws IOException {
        List<String> ids = listed.stream().map(CommonsSubjectId::value).toList();
        Statement statement =
                Selection.images(ROW, version, filter, " and e.submitter_id = any(?)" + ORDER, (Object) ids);
        write(statement, out, HEADER, MemberTable::manifestRow);
    }

    private static String manifestRow(ResultSet row) throws SQLException {
        return String.join(
                ",",
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                "\"[" + row.getString(8) + "]\"\n");
    }

    private int write(Statement statement, OutputStream out, String header, Sql.RowReader<String> line)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(header);
        AtomicInteger rows = new AtomicInteger();
        try {
            sql.each(
                    statement.sql(),
                    row -> {
                        try {
                            writer.write(line.read(row));
                            rows.incrementAndGet();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    statement.values());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
        return rows.get();
    }
}
