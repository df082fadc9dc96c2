package org.tessera.enclave.omop;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of OMOP rows as exports write them: commas or tabs, any line ends, a byte-order mark, quoted commas. Rows
 * go to the sink one by one, so a file may have any size.
 */
public final class CdmFile {
    private static final int LONGEST_ROW = 1 << 20;

    /** Files with tabs do not quote: a control character that no text holds stands for none. */
    private static final char NO_QUOTE = '\u0001';

    private CdmFile() {}

    /** Takes the rows of a file. */
    public interface Sink {
        /** A row that fits its table: cells in the table's order, as PostgreSQL reads them. */
        void row(long line, @Nullable String[] cells) throws IOException;

        /** A row that does not. */
        void bad(long line, String reason);
    }

    /** Reads all rows; returns the header's warnings. */
    public static List<String> read(InputStream in, CdmTable table, Sink sink) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        long line = 1;
        char separator = separator(reader);
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(separator == '\t' ? NO_QUOTE : '"')
                .commentStrategy(CommentStrategy.NONE)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(LONGEST_ROW)
                .ofCsvRecord(reader)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                return List.of("The file is empty.");
            }
            CsvRecord first = records.next();
            CdmHeader header = CdmHeader.of(table, first.getFields());
            while (records.hasNext()) {
                CsvRecord next = records.next();
                line = next.getStartingLineNumber();
                offer(header, next, sink);
            }
            return header.warnings();
        } catch (CsvParseException e) {
            sink.bad(line + 1, "cannot be read as CSV from here to the end of the file");
            return List.of("The file ends in something that is not CSV.");
        } catch (UncheckedIOException e) {
            throw new IOException("the file cannot be read", e);
        }
    }

    private static void offer(CdmHeader header, CsvRecord row, Sink sink) throws IOException {
        @Nullable String[] cells;
        try {
            cells = header.cells(row.getFields(), row.getStartingLineNumber());
        } catch (BadCell e) {
            sink.bad(row.getStartingLineNumber(), e.reason());
            return;
        }
        sink.row(row.getStartingLineNumber(), cells);
    }

    /** Vocabulary files come with tabs: whatever separates the header's names. */
    private static char separator(BufferedReader reader) throws IOException {
        reader.mark(1 << 14);
        int commas = 0;
        int tabs = 0;
        for (int i = 0; i < (1 << 14) - 1; i++) {
            int next = reader.read();
            if (next < 0 || next == '\n' || next == '\r') {
                break;
            }
            commas += next == ',' ? 1 : 0;
            tabs += next == '\t' ? 1 : 0;
        }
        reader.reset();
        return tabs > commas ? '\t' : ',';
    }
}
