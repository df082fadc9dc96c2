package org.tessera.representativeness.population.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.tessera.representativeness.population.ImportRefused;
import org.tessera.representativeness.population.SourceTable;
import org.tessera.representativeness.population.TableSize;
import org.tessera.rest.Problems;

/** Reads an uploaded file: a workbook (xlsx), every sheet a table, or comma-separated text, one table. */
final class Workbooks {
    private static final int SHORTEST = 8;
    private static final int MOST_SHEETS = 20;
    /** Of a number before or after its point; Excel's are between 1E-308 and 1E308. */
    private static final int MOST_DIGITS = 330;

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
        byte[] plain = plain(file);
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(plain), new ReadingOptions(true, false))) {
            List<Sheet> sheets = workbook.getSheets().limit(MOST_SHEETS + 1L).toList();
            if (sheets.size() > MOST_SHEETS) {
                throw unreadable("a workbook has at most " + MOST_SHEETS + " sheets");
            }
            TableSize size = new TableSize();
            List<SourceTable> tables = new ArrayList<>();
            for (Sheet sheet : sheets) {
                tables.add(table(sheet, size));
            }
            return tables;
        } catch (HttpProblem | ImportRefused e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The library stumbles over what does not follow the format in many ways.
            throw unreadable("the workbook cannot be read");
        }
    }

    private static byte[] plain(byte[] file) {
        try {
            return new PlainWorkbook().of(file);
        } catch (PlainWorkbook.Unreadable e) {
            throw unreadable(e.sentence());
        } catch (IOException e) {
            throw unreadable("the workbook cannot be unpacked");
        }
    }

    private static SourceTable table(Sheet sheet, TableSize size) throws IOException {
        AtomicBoolean header = new AtomicBoolean(true);
        try (Stream<Row> rows = sheet.openStream()) {
            return SourceTable.of(
                    sheet.getName(),
                    rows.map(row -> line(row, header.getAndSet(false))).iterator(),
                    size);
        }
    }

    private static List<String> line(Row row, boolean header) {
        List<String> line = new ArrayList<>();
        for (int column = 0; column < row.getCellCount(); column++) {
            line.add(row.getOptionalCell(column)
                    .map(cell -> header ? cell.getText() : text(cell))
                    .orElse(""));
        }
        return line;
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.ERROR) {
            throw unreadable("cell " + cell.getAddress() + " holds an error of Excel");
        }
        if (cell.getType() != CellType.NUMBER) {
            return cell.getType() == CellType.FORMULA ? String.valueOf(cell.getRawValue()) : cell.getText();
        }
        if (isDate(cell)) {
            return cell.asDate().toLocalDate().toString();
        }
        if (Math.abs((long) cell.asNumber().scale()) > MOST_DIGITS) {
            throw unreadable("cell " + cell.getAddress() + " holds a number that Excel does not have");
        }
        return cell.asNumber().toPlainString();
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
