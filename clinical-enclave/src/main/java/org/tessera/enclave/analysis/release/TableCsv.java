package org.tessera.enclave.analysis.release;

import java.nio.charset.StandardCharsets;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.Published;

/** A table of counts as CSV: UTF-8, comma, header; quoted where a text needs it. */
final class TableCsv {
    private final StringBuilder text = new StringBuilder();

    /** A line. */
    TableCsv line(String... fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : ",").append(quoted(fields[i]));
        }
        text.append('\n');
        return this;
    }

    /** The bytes. */
    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Attribute, category, persons, percent of the total where both are shown. */
    static byte[] categories(Disclosable.CountTable table) {
        var csv = new TableCsv().line("attribute", "category", "persons", "percent");
        for (Disclosable.Margin margin : table.margins()) {
            String attribute = "";
            for (int c : margin.cells()) {
                Disclosable.Cell cell = table.cells().get(c);
                attribute = cell.row();
                csv.line(
                        attribute,
                        cell.column(),
                        cell.published().text(),
                        percent(cell.published(), margin.published()));
            }
            csv.line(attribute, Tables.TOTAL, margin.published().text(), "");
        }
        return csv.bytes();
    }

    /** Kind, name, reason, persons. */
    static byte[] funnel(Disclosable.CountTable table) {
        var csv = new TableCsv().line("kind", "name", "reason", "persons");
        for (Disclosable.Margin margin : table.margins()) {
            csv.line("left", margin.label(), "", margin.published().text());
        }
        for (Disclosable.Cell cell : table.cells()) {
            String reason =
                    org.tessera.enclave.alignment.Verdict.valueOf(cell.column()).reason();
            csv.line("verdict", cell.column(), reason, cell.published().text());
        }
        return csv.bytes();
    }

    private static String percent(Published part, Published whole) {
        return part instanceof Published.Exact(int some) && whole instanceof Published.Exact(int all) && all > 0
                ? Long.toString(Math.round(100.0 * some / all))
                : "";
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : "\"" + field.replace("\"", "\"\"") + "\"";
    }
}
