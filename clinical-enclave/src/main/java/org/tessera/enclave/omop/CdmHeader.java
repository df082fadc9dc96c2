package org.tessera.enclave.omop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of a table stand in a file. Names count without regard to case, byte-order mark and blanks; a column
 * that is absent is null, an extra one is ignored with a warning.
 */
final class CdmHeader {
    private static final Set<String> UNKNOWN = Set.of("", "NULL", "\\N", "NaN", "nan", "NA");
    private static final int ABSENT = -1;

    /** Twelve times what the standard allows, and what an index can hold. */
    private static final int LONGEST_KEY = 255;

    private final CdmTable table;
    private final int[] positions;
    private final int width;
    private final List<String> warnings;

    private CdmHeader(CdmTable table, int[] positions, int width, List<String> warnings) {
        this.table = table;
        this.positions = positions;
        this.width = width;
        this.warnings = List.copyOf(warnings);
    }

    static CdmHeader of(CdmTable table, List<String> names) {
        Map<String, Integer> found = new HashMap<>();
        Set<String> extra = new TreeSet<>();
        Set<String> known =
                new TreeSet<>(table.columns().stream().map(CdmColumn::name).toList());
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
            if (!known.contains(name)) {
                extra.add(printable(name));
            } else if (found.putIfAbsent(name, i) != null) {
                warnings.add("Column " + name + " stands twice; the first is read.");
            }
        }
        if (found.remove(CdmTable.SOURCE_NUMBER) != null) {
            warnings.add("Column " + CdmTable.SOURCE_NUMBER + " is never kept.");
        }
        if (!extra.isEmpty()) {
            warnings.add("Columns that OMOP CDM 5.4 does not have are ignored: " + String.join(", ", extra) + ".");
        }
        int[] positions = table.columns().stream()
                .mapToInt(column -> found.getOrDefault(column.name(), ABSENT))
                .toArray();
        return new CdmHeader(table, positions, names.size(), warnings);
    }

    List<String> warnings() {
        return warnings;
    }

    /** The cells of a row in the table's order, as PostgreSQL reads them; throws {@link BadCell} for the first that is wrong. */
    @Nullable
    String[] cells(List<String> fields, long line) throws BadCell {
        if (fields.size() != width) {
            throw new BadCell("has " + fields.size() + " fields where the header has " + width);
        }
        @Nullable String[] cells = new @Nullable String[positions.length];
        for (int i = 0; i < positions.length; i++) {
            cells[i] = cell(table.columns().get(i), positions[i], fields, line);
        }
        return cells;
    }

    private @Nullable String cell(CdmColumn column, int position, List<String> fields, long line) throws BadCell {
        String cell = position == ABSENT ? "" : fields.get(position).strip();
        if (isUnknown(cell, column.type())) {
            if (position == ABSENT && column.name().equals(table.eventId())) {
                return Long.toString(line);
            }
            if (column.required()) {
                throw new BadCell(column.name() + (position == ABSENT ? " is not a column of the file" : " is empty"));
            }
            return null;
        }
        if (cell.length() > LONGEST_KEY
                && column.type() == CdmType.TEXT
                && table.key().contains(column.name())) {
            throw new BadCell(column.name() + " is longer than " + LONGEST_KEY + " characters");
        }
        try {
            String normal = column.type().normal(cell);
            if (normal == null && column.required()) {
                throw new BadCell("is a day without a time");
            }
            return normal;
        } catch (BadCell e) {
            throw new BadCell(column.name() + " " + e.reason());
        }
    }

    /** In a text column "NA" may be a word; elsewhere it stands for unknown. */
    private static boolean isUnknown(String cell, CdmType type) {
        return cell.isEmpty() || (type != CdmType.TEXT && UNKNOWN.contains(cell));
    }

    private static String printable(String name) {
        String clean = name.replaceAll("[^a-z0-9_ .-]", "?");
        return clean.isEmpty() ? "(no name)" : clean.substring(0, Math.min(40, clean.length()));
    }
}
