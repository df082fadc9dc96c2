package org.tessera.partner.table;

import java.util.List;
import java.util.Map;

/**
 * A row of an export.
 *
 * @param line the line it begins on, counted from 1
 * @param columns column name to its place
 * @param fields the fields
 */
public record TableRow(long line, Map<String, Integer> columns, List<String> fields) {
    /** The field of a column, stripped of space around it; empty when the export has no such column. */
    public String get(String column) {
        Integer place = columns.get(column);
        return place == null ? "" : fields.get(place).strip();
    }

    @Override
    public String toString() {
        return "TableRow[line " + line + "]";
    }
}
