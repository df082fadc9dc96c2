package org.tessera.representativeness.population.adapter;

import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.tessera.representativeness.population.SourceTable;
import org.tessera.rest.Problems;

/** Reads an uploaded file: a workbook (xlsx), every sheet a table, or comma-separated text, one table. */
final class Workbooks {
    private static final long LARGEST_UNPACKED = 64L << 20;
    private static final int SHORTEST = 8;
    private static final int MOST_SHEETS = 20;
    private static final int MOST_LINES = 50_000;

    private Workbooks() {}

    /** @param attribute name of the table of a CSV file */
    static List<SourceTable> read(byte[] file, String attribute) {
        if (file.length < SHORTEST) {
            throw unreadable("the file is empty");
        }
        if (ReadableWorkbook.isOOXMLZipHeader(file)) {
            return workbook(file);
        }
        if (ReadableWorkbook.isOLE2Header(file)) {
            throw unreadable("the old binary format of Excel is not read; save the file as xlsx or CSV");
        }
        return List.of(SourceTable.ofCsv(attribute, text(file)));
    }

    private static String text(byte[] file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable("the file is neither a workbook nor text in UTF-8");
        }
    }

    private static List<SourceTable> workbook(byte[] file) {
        refuseBombs(file);
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, false))) {
            List<SourceTable> tables = new ArrayList<>();
            for (Sheet sheet : workbook.getSheets().limit(MOST_SHEETS + 1L).toList()) {
                tables.add(SourceTable.of(sheet.getName(), lines(sheet)));
            }
            if (tables.size() > MOST_SHEETS) {
                throw unreadable("a workbook has at most " + MOST_SHEETS + " sheets");
            }
            return tables;
        } catch (IOException | ExcelReaderException e) {
            throw unreadable("the workbook cannot be read");
        }
    }

    /** A workbook is a packed folder: what it unpacks to is measured before it is read. */
    private static void refuseBombs(byte[] file) {
        long unpacked = 0;
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    unpacked += in.skip(LARGEST_UNPACKED + 1 - unpacked);
                }
                if (unpacked > LARGEST_UNPACKED) {
                    throw unreadable("the workbook unpacks to more than 64 MiB");
                }
            }
        } catch (IOException e) {
            throw unreadable("the workbook cannot be unpacked");
        }
    }

    private static List<List<String>> lines(Sheet sheet) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        for (Row row : sheet.openStream().limit(MOST_LINES + 1L).toList()) {
            boolean header = lines.isEmpty();
            List<String> line = new ArrayList<>();
            for (int column = 0; column < row.getCellCount(); column++) {
                line.add(row.getOptionalCell(column)
                        .map(cell -> header ? cell.getText() : text(cell))
                        .orElse(""));
            }
            lines.add(line);
        }
        if (lines.size() > MOST_LINES) {
            throw unreadable("a sheet has at most " + MOST_LINES + " lines");
        }
        return lines;
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.ERROR) {
            throw unreadable("cell " + cell.getAddress() + " holds an error of Excel");
        }
        if (cell.getType() != CellType.NUMBER) {
            return cell.getType() == CellType.FORMULA ? String.valueOf(cell.getRawValue()) : cell.getText();
        }
        return isDate(cell)
                ? cell.asDate().toLocalDate().toString()
                : cell.asNumber().toPlainString();
    }

    /** Excel keeps dates as numbers; only the format of the cell tells. */
    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        return format != null && format.toLowerCase(Locale.ROOT).contains("yy");
    }

    private static RuntimeException unreadable(String why) {
        return Problems.of(Status.BAD_REQUEST, "table-unreadable", why);
    }
}
