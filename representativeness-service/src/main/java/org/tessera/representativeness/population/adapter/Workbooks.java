package org.tessera.representativeness.population.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
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
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
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
    /** Of a number before or after its point; Excel's are between 1E-308 and 1E308. */
    private static final int MOST_DIGITS = 330;
    /** The last column of a sheet is XFD. */
    private static final Pattern CELL =
            Pattern.compile("(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])[1-9][0-9]{0,6}");

    private static final XMLInputFactory XML = withoutEntities();

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
        } catch (HttpProblem e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The library stumbles over what does not follow the format in many ways.
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
                if (entry.getName().endsWith(".xml")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        refuseFarCells(in);
                    }
                }
                if (unpacked > LARGEST_UNPACKED) {
                    throw unreadable("the workbook unpacks to more than 64 MiB");
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw unreadable("the workbook cannot be unpacked");
        }
    }

    /** The library fills a row up to its last cell: one that no sheet of Excel has would take all memory. */
    private static void refuseFarCells(InputStream xml) throws XMLStreamException {
        XMLStreamReader reader = XML.createXMLStreamReader(xml);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("c")) {
                String reference = reader.getAttributeValue(null, "r");
                if (reference != null && !CELL.matcher(reference).matches()) {
                    throw unreadable("a cell of the workbook is where no sheet has one");
                }
            }
        }
    }

    /** Reads no document type, and so no entity. */
    private static XMLInputFactory withoutEntities() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
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
