package org.tessera.endtoend.population;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.Table;
import org.tessera.partner.table.TableRow;

/** Reads a written data set's tables whole, for tests. */
final class DataSet {
    private final Path folder;

    DataSet(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    List<TableRow> rows(String table) throws Refusal {
        List<TableRow> rows = new ArrayList<>();
        Report silent = new Report(new java.io.PrintWriter(java.io.Writer.nullWriter()));
        Table.read(folder.resolve(table), silent, rows::add);
        return rows;
    }

    Map<String, List<TableRow>> by(String table, String column) throws Refusal {
        Map<String, List<TableRow>> groups = new LinkedHashMap<>();
        for (TableRow row : rows(table)) {
            groups.computeIfAbsent(row.get(column), _ -> new ArrayList<>()).add(row);
        }
        return groups;
    }
}
