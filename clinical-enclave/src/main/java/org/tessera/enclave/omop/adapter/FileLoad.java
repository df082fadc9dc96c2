package org.tessera.enclave.omop.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.omop.CdmColumn;
import org.tessera.enclave.omop.CdmFile;
import org.tessera.enclave.omop.CdmTable;
import org.tessera.enclave.omop.FileTotals;
import org.tessera.enclave.omop.ReleaseSubmission;
import org.tessera.enclave.omop.ReleaseSubmissions;
import org.tessera.enclave.omop.RowError;
import org.tessera.messaging.CopyRows;
import org.tessera.messaging.Sql;

/**
 * One file on its way in: rows that fit are copied into a stage, the database then finds those that do not go together
 * (twice the same key, a person who is not there), and the rest moves into the table.
 */
final class FileLoad {
    /** Errors kept per file; all are counted. */
    static final int ERRORS_KEPT = 100_000;

    private static final Logger LOG = Logger.getLogger(FileLoad.class);
    private static final String STAGE = "omop_stage";

    /** What a concept_id stands for, by which protocols look it up; OMOP never gives an id to another code. */
    private static final List<String> CODE = List.of("vocabulary_id", "concept_code");

    /** The earliest year of birth that OHDSI's Data Quality Dashboard finds plausible. */
    private static final int EARLIEST_BIRTH = 1850;

    /** Tables of visits, and how the names of their columns begin. */
    private static final Map<String, String> VISITS =
            Map.of("visit_occurrence", "visit", "visit_detail", "visit_detail");

    private static final long PROGRESS = Duration.ofSeconds(10).toNanos();

    private final Sql sql;
    private final Connection connection;
    private final ReleaseSubmissions submissions;
    private final ReleaseSubmission submission;
    private final CdmTable table;
    private final String file;
    private final List<RowError> errors = new ArrayList<>();
    private long rows;
    private long rejected;

    FileLoad(
            Sql sql,
            Connection connection,
            ReleaseSubmissions submissions,
            ReleaseSubmission submission,
            CdmTable table,
            String file) {
        this.sql = sql;
        this.connection = connection;
        this.submissions = submissions;
        this.submission = submission;
        this.table = table;
        this.file = file;
    }

    FileTotals run(InputStream in) throws IOException, SQLException {
        createStage();
        List<String> warnings = new ArrayList<>(copy(in));
        sql.update("analyze " + STAGE);
        rejectDuplicates();
        rejectBackwards();
        if (table.isPerson()) {
            rejectUnborn();
            admitPersons();
        } else if (table.hasPersons()) {
            rejectStrangers();
        } else if (isOfConcepts()) {
            rejectRenamed();
        }
        long accepted = move();
        sql.update("drop table " + STAGE);
        sql.update("analyze omop." + table.name());
        submissions.errors(submission.id(), errors);
        if (rejected > ERRORS_KEPT) {
            warnings.add("Only the first " + ERRORS_KEPT + " errors are listed.");
        }
        LOG.infof("%s: %d rows, %d accepted, %d rejected", file, rows, accepted, rejected);
        return new FileTotals(file, rows, accepted, rejected, warnings);
    }

    private void createStage() {
        String columns = table.columns().stream()
                .map(column -> column.name() + " " + column.stageType())
                .collect(Collectors.joining(", "));
        sql.update("create temporary table " + STAGE + " (line bigint, " + columns + ") on commit drop");
    }

    private List<String> copy(InputStream in) throws IOException, SQLException {
        try (CopyRows stage = new CopyRows(connection, STAGE)) {
            List<String> warnings = CdmFile.read(in, table, new CdmFile.Sink() {
                private long next = System.nanoTime() + PROGRESS;

                @Override
                public void row(long line, @Nullable String[] cells) throws IOException {
                    write(stage, line, cells);
                    if ((++rows & 0xFFFF) == 0 && System.nanoTime() - next > 0) {
                        next = System.nanoTime() + PROGRESS;
                        LOG.infof("%s: %d rows read, %d rejected so far", file, rows, rejected);
                    }
                }

                @Override
                public void bad(long line, String reason) {
                    rows++;
                    reject(line, reason);
                }
            });
            stage.finish();
            return warnings;
        }
    }

    private static void write(CopyRows stage, long line, @Nullable String[] cells) throws IOException {
        @Nullable Object[] values = new @Nullable Object[cells.length + 1];
        values[0] = line;
        System.arraycopy(cells, 0, values, 1, cells.length);
        try {
            stage.row(values);
        } catch (SQLException e) {
            throw new IOException("COPY was refused", e);
        }
    }

    private void rejectDuplicates() {
        String key = String.join(", ", table.key());
        reject(
                "s.line in (select line from (select line, row_number() over (partition by " + key
                        + " order by line) as n from " + STAGE + ") twice where n > 1)",
                "has the same " + key + " as a row before it");
    }

    /** Ages are reckoned from the year: a slip of its digits would make a patient of two thousand years. */
    private void rejectUnborn() {
        int thisYear = submission.submittedAt().atOffset(ZoneOffset.UTC).getYear();
        reject(
                "s.year_of_birth not between ? and ?",
                "year_of_birth is not from " + EARLIEST_BIRTH + " to " + thisYear,
                EARLIEST_BIRTH,
                thisYear);
        reject("s.month_of_birth not between 1 and 12", "month_of_birth is not from 1 to 12");
        reject("""
                s.day_of_birth not between 1 and coalesce(extract(day from
                  make_date(s.year_of_birth, s.month_of_birth, 1) + interval '1 month' - interval '1 day'), 31)""", "day_of_birth is no day of its month");
    }

    /** No day lies in a visit that ends before it begins. */
    private void rejectBackwards() {
        String visit = VISITS.get(table.name());
        if (visit != null) {
            reject(
                    "s." + visit + "_end_date < s." + visit + "_start_date",
                    visit + "_end_date is before " + visit + "_start_date");
        }
    }

    private void rejectStrangers() {
        reject(
                "not exists (select 1 from person_ref r join omop.person p on p.person_id = r.person_id"
                        + " where r.release = ? and r.partner = ? and r.enclave_ref = s.person_id)",
                "person_id has no row in person",
                submission.release(),
                submission.partner());
    }

    private boolean isOfConcepts() {
        return table.name().equals("concept");
    }

    /** One partner's row would move what every project finds in everybody's records. */
    private void rejectRenamed() {
        String another =
                CODE.stream().map(column -> "c." + column + " <> s." + column).collect(Collectors.joining(" or "));
        reject(
                "exists (select 1 from omop.concept c where c.concept_id = s.concept_id and (" + another + "))",
                "concept_id stands for another " + String.join(" and ", CODE) + " in the vocabulary that is loaded");
    }

    /** Gives every new reference a random number of 60 bits; a rare collision is drawn again. */
    private void admitPersons() {
        reject(
                "exists (select 1 from withdrawn_reference w where w.enclave_ref = s.person_id and w.partner = ?)",
                "person_id has been withdrawn",
                submission.partner());
        reject(
                "exists (select 1 from person_ref r where r.release = ? and r.enclave_ref = s.person_id and r.partner <> ?)",
                "person_id belongs to another partner",
                submission.release(),
                submission.partner());
        String numberless = """
                insert into person_ref (release, enclave_ref, person_id, partner)
                select ?, n.person_id, ('x' || substr(n.u, 1, 12) || substr(n.u, 14, 3))::bit(60)::bigint, ?
                from (select s.person_id, replace(gen_random_uuid()::text, '-', '') as u from omop_stage s
                  where not exists (select 1 from person_ref r where r.release = ? and r.enclave_ref = s.person_id)) n
                on conflict do nothing""";
        for (int attempt = 0; attempt < 5; attempt++) {
            sql.update(numberless, submission.release(), submission.partner(), submission.release());
        }
    }

    private long move() {
        String names = table.columns().stream().map(CdmColumn::name).collect(Collectors.joining(", "));
        if (!table.hasPersons()) {
            return moveVocabulary(names);
        }
        String values = table.columns().stream()
                .map(column -> (column.isPerson() ? "r." : "s.") + column.name())
                .collect(Collectors.joining(", "));
        return sql.update(
                "insert into omop." + table.name() + " (" + names + ") select " + values + " from " + STAGE
                        + " s join person_ref r on r.release = ? and r.partner = ? and r.enclave_ref = s.person_id",
                submission.release(),
                submission.partner());
    }

    /** Vocabulary is shared by all partners: the row loaded last counts, but for the code of a concept, which stays. */
    private long moveVocabulary(String names) {
        String changes = table.columns().stream()
                .map(CdmColumn::name)
                .filter(name -> !table.key().contains(name))
                .map(name -> name + " = "
                        + (isOfConcepts() && CODE.contains(name)
                                ? "coalesce(concept." + name + ", excluded." + name + ")"
                                : "excluded." + name))
                .collect(Collectors.joining(", "));
        return sql.update("insert into omop." + table.name() + " (" + names + ") select " + names + " from " + STAGE
                + " on conflict (" + String.join(", ", table.key()) + ") do update set " + changes);
    }

    private void reject(long line, String reason) {
        rejected++;
        if (errors.size() < ERRORS_KEPT) {
            errors.add(new RowError(file, line, reason));
        }
    }

    private void reject(String condition, String reason, Object... parameters) {
        int room = ERRORS_KEPT - errors.size();
        sql.list(
                        "select s.line from " + STAGE + " s where " + condition + " order by s.line limit " + room,
                        row -> row.getLong(1),
                        parameters)
                .forEach(line -> errors.add(new RowError(file, line, reason)));
        rejected += sql.update("delete from " + STAGE + " s where " + condition, parameters);
    }
}
