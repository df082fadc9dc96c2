package org.tessera.enclave.analysis.release;

import java.nio.charset.StandardCharsets;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.Published;

/**
 * A table of counts as CSV: UTF-8, comma, header; quoted where a text needs it. Each row says which domain its variable
 * comes from and as of which day: see {@link Sources}.
 */
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

    /** Attribute, category, persons, percent of the total where both are shown, source, day of the source. */
    static byte[] categories(Disclosable.CountTable table, Sources sources) {
        var csv = new TableCsv().line("attribute", "category", "persons", "percent", "source", "source_as_of");
        for (Disclosable.Margin margin : table.margins()) {
            String attribute = "";
            for (int c : margin.cells()) {
                Disclosable.Cell cell = table.cells().get(c);
                attribute = cell.row();
                Sources.Source source = sources.of(attribute);
                csv.line(
                        attribute,
                        cell.column(),
                        cell.published().text(),
                        percent(cell.published(), margin.published()),
                        source.name(),
                        source.asOf());
            }
            Sources.Source source = sources.of(attribute);
            csv.line(attribute, Tables.TOTAL, margin.published().text(), "", source.name(), source.asOf());
        }
        return csv.bytes();
    }

    /** Kind, name, reason, persons, source, day of the source. */
    static byte[] funnel(Disclosable.CountTable table, Sources sources) {
        var csv = new TableCsv().line("kind", "name", "reason", "persons", "source", "source_as_of");
        Sources.Source both = sources.both();
        for (Disclosable.Margin margin : table.margins()) {
            csv.line("left", margin.label(), "", margin.published().text(), both.name(), both.asOf());
        }
        for (Disclosable.Cell cell : table.cells()) {
            String reason =
                    org.tessera.enclave.alignment.Verdict.valueOf(cell.column()).reason();
            csv.line("verdict", cell.column(), reason, cell.published().text(), both.name(), both.asOf());
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
