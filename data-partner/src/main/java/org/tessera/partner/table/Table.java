package org.tessera.partner.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads an export row by row. The separator is what the header uses: a tab, else a comma, else a semicolon. */
public final class Table {
    /** A quote for a table that has none: a control character that no text holds. */
    private static final char NO_QUOTE = '\u0001';

    private static final char QUOTE = '"';
    private static final char REPLACEMENT = '\uFFFD';
    private static final int LONGEST_ROW = 4 << 20;

    private Table() {}

    /** Takes the rows. */
    @FunctionalInterface
    public interface Rows {
        /** Handles one row; whoever handles it reports it as taken or refused. */
        void accept(TableRow row) throws IOException;
    }

    /** The columns of the file, in lower case, without the star that marks required ones in submission templates. */
    public static List<String> header(Path file) throws Refusal {
        try (CsvReader<CsvRecord> reader = reader(file, QUOTE)) {
            return List.copyOf(columns(reader.iterator(), name(file)).keySet());
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw unreadable(file, e);
        }
    }

    /** Refuses a file whose header lacks that column. */
    public static void require(Path file, String column) throws Refusal {
        if (!header(file).contains(column)) {
            throw new Refusal(name(file) + " has no column \"" + column + "\".");
        }
    }

    /**
     * Reads the whole file. Rows with another number of fields than the header, or that are not UTF-8, are refused to
     * the report. A cell with a line break refuses the file: a quote that is not closed makes one cell of the rows after
     * it, which would then be lost, or leave as they are. The rows before it were handled by then: whoever writes or sends
     * them waits for the end.
     */
    public static void read(Path file, Report report, Rows rows) throws Refusal {
        read(file, QUOTE, report, rows);
    }

    /**
     * Reads a vocabulary file as OHDSI's Athena gives it out, tab-separated and nothing quoted, so that a quote in a concept's
     * name is a character like any other. One with commas, or that quotes its header, is read as any export is.
     */
    public static void readVocabulary(Path file, Report report, Rows rows) throws Refusal {
        read(file, isUnquoted(file) ? NO_QUOTE : QUOTE, report, rows);
    }

    private static void read(Path file, char quote, Report report, Rows rows) throws Refusal {
        String name = name(file);
        long line = 1;
        try (CsvReader<CsvRecord> reader = reader(file, quote)) {
            CloseableIterator<CsvRecord> records = reader.iterator();
            Map<String, Integer> columns = columns(records, name);
            while (records.hasNext()) {
                CsvRecord fields = records.next();
                line = fields.getStartingLineNumber();
                requireOneLine(fields, name);
                if (fields.getFieldCount() != columns.size()) {
                    report.refused(name, line, fields.getFieldCount() + " fields instead of " + columns.size() + ".");
                } else if (fields.getFields().stream().anyMatch(field -> field.indexOf(REPLACEMENT) >= 0)) {
                    report.refused(name, line, "The row is not UTF-8.");
                } else {
                    rows.accept(new TableRow(line, columns, fields.getFields()));
                }
            }
        } catch (CsvParseException e) {
            throw new Refusal(
                    name + ", after line " + line + ": a row cannot be read; look for a quote that is not closed.", e);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(file, e);
        }
    }

    /** The file's own name. */
    public static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static CsvReader<CsvRecord> reader(Path file, char quote) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(separator(headerLine(file)))
                .quoteCharacter(quote)
                .detectBomHeader(true)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_ROW)
                .ofCsvRecord(file, StandardCharsets.UTF_8);
    }

    private static boolean isUnquoted(Path file) throws Refusal {
        try {
            String header = headerLine(file);
            return separator(header) == '\t' && header.indexOf(QUOTE) < 0;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String headerLine(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(64 * 1024), StandardCharsets.UTF_8);
            return start.lines().findFirst().orElse("");
        }
    }

    private static char separator(String header) {
        return header.indexOf('\t') >= 0 ? '\t' : header.indexOf(',') >= 0 ? ',' : header.indexOf(';') >= 0 ? ';' : ',';
    }

    private static Map<String, Integer> columns(CloseableIterator<CsvRecord> records, String name) throws Refusal {
        if (!records.hasNext()) {
            throw new Refusal(name + " is empty: not even a header is there.");
        }
        CsvRecord header = records.next();
        requireOneLine(header, name);
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (String field : header.getFields()) {
            String column = field.strip().toLowerCase(Locale.ROOT);
            column = column.startsWith("*") ? column.substring(1) : column;
            if (columns.put(column, columns.size()) != null) {
                throw new Refusal(name + " has the column \"" + column + "\" twice.");
            }
        }
        return columns;
    }

    private static void requireOneLine(CsvRecord row, String name) throws Refusal {
        for (String field : row.getFields()) {
            if (field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0) {
                throw new Refusal(
                        name + ", line " + row.getStartingLineNumber()
                                + ": a quoted cell goes on in the next line; close the quote, or take the line break out of the cell.");
            }
        }
    }

    private static Refusal unreadable(Path file, Exception cause) {
        return new Refusal(Files.exists(file) ? file + " cannot be read as a table." : file + " is not there.", cause);
    }
}
