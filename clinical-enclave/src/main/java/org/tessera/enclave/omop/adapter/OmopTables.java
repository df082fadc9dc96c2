package org.tessera.enclave.omop.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tessera.enclave.omop.CdmColumn;
import org.tessera.enclave.omop.CdmTable;
import org.tessera.enclave.omop.FileTotals;
import org.tessera.enclave.omop.OmopRows;
import org.tessera.enclave.omop.ReleaseSubmission;
import org.tessera.enclave.omop.ReleaseSubmissions;
import org.tessera.messaging.Sql;

/** The schema {@code omop}; which tables and columns there are is read from the database itself. */
@ApplicationScoped
public class OmopTables implements OmopRows {
    private static final Comparator<CdmTable> LOAD_ORDER = Comparator.comparingInt(
                    (CdmTable table) -> table.isPerson() ? 1 : table.hasPersons() ? 2 : 0)
            .thenComparing(CdmTable::name);

    private final Sql sql;
    private final ReleaseSubmissions submissions;

    /**
     * Puts it together.
     *
     * @param sql holds the schema
     * @param submissions keeps the errors
     */
    public OmopTables(Sql sql, ReleaseSubmissions submissions) {
        this.sql = sql;
        this.submissions = submissions;
    }

    @Override
    public List<CdmTable> tables() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        sql.list("""
                        select k.table_name, k.column_name from information_schema.key_column_usage k
                        join information_schema.table_constraints c using (constraint_schema, constraint_name)
                        where k.table_schema = 'omop' and c.constraint_type = 'PRIMARY KEY'
                        order by k.table_name, k.ordinal_position""", row -> Map.entry(row.getString("table_name"), row.getString("column_name")))
                .forEach(entry -> keys.merge(entry.getKey(), List.of(entry.getValue()), OmopTables::joined));
        Map<String, List<CdmColumn>> columns = new LinkedHashMap<>();
        sql.list(
                        """
                        select table_name, column_name, data_type, is_nullable from information_schema.columns
                        where table_schema = 'omop' order by table_name, ordinal_position""",
                        row -> Map.entry(
                                row.getString("table_name"),
                                CdmColumn.of(
                                        row.getString("column_name"),
                                        row.getString("data_type"),
                                        row.getString("is_nullable").equals("NO"))))
                .forEach(entry -> columns.merge(entry.getKey(), List.of(entry.getValue()), OmopTables::joined));
        return columns.entrySet().stream()
                .map(table ->
                        new CdmTable(table.getKey(), table.getValue(), keys.getOrDefault(table.getKey(), List.of())))
                .sorted(LOAD_ORDER)
                .toList();
    }

    @Override
    public void lock(String partner, String release) {
        sql.lock("release " + partner + " " + release);
    }

    @Override
    public void clear(String partner, String release) {
        for (CdmTable table : tables()) {
            if (table.hasPersons()) {
                sql.update(
                        "delete from omop." + table.name()
                                + " t using person_ref r where r.person_id = t.person_id and r.partner = ? and r.release = ?",
                        partner,
                        release);
            }
        }
    }

    @Override
    public void markWithdrawn(String partner, String release) {
        sql.update("lock table withdrawn_reference in share mode");
        sql.update("""
                update person_ref r set withdrawn_at = w.withdrawn_at from withdrawn_reference w
                where w.enclave_ref = r.enclave_ref and w.partner = r.partner and r.withdrawn_at is null
                  and r.partner = ? and r.release = ?""", partner, release);
    }

    @Override
    public FileTotals load(ReleaseSubmission submission, CdmTable table, String file, InputStream rows)
            throws IOException {
        try {
            return sql.with(connection -> {
                try {
                    return new FileLoad(sql, connection, submissions, submission, table, file).run(rows);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException("the file could not be loaded", e.getCause());
        }
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
