package org.tessera.representativeness.population.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are the largest that are taken, or would take much more memory than they have bytes. */
enum LargeFile {
    LARGEST_TABLE("imported 12999") {
        @Override
        byte[] bytes() {
            return ("date,Female,Male,Not reported,Missing\n" + lines(12_999, LargeFile::day)).getBytes(UTF_8);
        }
    },
    LARGEST_WORKBOOK("imported 12999") {
        @Override
        byte[] bytes() throws IOException {
            return workbook(row("date,Female,Male,Not reported,Missing") + lines(12_999, at -> row(day(at))));
        }
    },
    MANY_LINES("refused: a file has at most 65,000 cells") {
        @Override
        byte[] bytes() {
            return "a\n".repeat(500_000).getBytes(UTF_8);
        }
    },
    WIDE_LINES("refused: a file has at most 65,000 cells") {
        @Override
        byte[] bytes() {
            return ("a" + ",".repeat(16_000) + "\n").repeat(120).getBytes(UTF_8);
        }
    },
    SHORT_LINES_UNDER_A_WIDE_HEADER("refused: a file has at most 65,000 cells") {
        @Override
        byte[] bytes() throws IOException {
            return workbook(row("a" + ",a".repeat(5_000)) + lines(20_000, at -> row("b")));
        }
    },
    LAST_COLUMN("refused: a file has at most 65,000 cells") {
        @Override
        byte[] bytes() throws IOException {
            return workbook(
                    lines(3_000, at -> "<row r=\"" + (at + 1) + "\"><c r=\"XFD" + (at + 1) + "\"><v>1</v></c></row>"));
        }
    },
    LONG_TEXT("refused: a cell of the workbook has more text than any") {
        @Override
        byte[] bytes() throws IOException {
            return workbook(
                    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + "A".repeat(20 << 20) + "</t></is></c></row>");
        }
    },
    LONG_ATTRIBUTE("refused: a cell of the workbook has more text than any") {
        @Override
        byte[] bytes() throws IOException {
            return folder("xl/worksheets/sheet1.xml", "<a b=\"" + "A".repeat(60 << 20) + "\"/>");
        }
    },
    MANY_NAMES("refused: the workbook has more names of elements than any") {
        @Override
        byte[] bytes() throws IOException {
            return workbook(lines(500_000, at -> "<a" + at + "/>"));
        }
    },
    DEEPLY_NESTED("refused: the workbook is nested more deeply than any") {
        @Override
        byte[] bytes() throws IOException {
            return workbook("<a>".repeat(2_000_000));
        }
    },
    MANY_FORMATS("refused: a file has at most 65,000 cells, and 10,000 formats or sheets") {
        @Override
        byte[] bytes() throws IOException {
            return workbook("", "", lines(150_000, at -> "<numFmt numFmtId=\"" + at + "\" formatCode=\"0\"/>"));
        }
    },
    /** Each cell would have a copy of the text, without the blank before it. */
    ONE_TEXT_IN_MANY_CELLS("refused: a file has at most 65,000 cells and 2,000,000 characters") {
        @Override
        byte[] bytes() throws IOException {
            return workbook(
                    lines(50_000, at -> "<row><c t=\"s\"><v>0</v></c></row>"),
                    "<si><t> " + "A".repeat(30_000) + "</t></si>",
                    "");
        }
    },
    /** Each cell would have a long formula, made of the first one's; as it is, there is a row of numbers. */
    ONE_FORMULA_IN_MANY_CELLS("refused: there is no number in the file") {
        @Override
        byte[] bytes() throws IOException {
            return workbook("<row><c><f t=\"shared\" ref=\"A1:XFD1\" si=\"0\">" + "A1+".repeat(20_000)
                    + "</f><v>1</v></c>" + "<c><f t=\"shared\" si=\"0\"/><v>1</v></c>".repeat(3_000) + "</row>");
        }
    };

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final String outcome;

    LargeFile(String outcome) {
        this.outcome = outcome;
    }

    /** The file. */
    abstract byte[] bytes() throws IOException;

    /** How its import begins to end. */
    String outcome() {
        return outcome;
    }

    private static String lines(int many, IntFunction<String> line) {
        return IntStream.range(0, many).mapToObj(line).collect(Collectors.joining("\n"));
    }

    private static String day(int at) {
        return LocalDate.of(1960, 1, 1).plusDays(at) + ",1000001,1000002,1000003,1000004";
    }

    private static String row(String cells) {
        return Stream.of(cells.split(","))
                .map(cell -> "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>")
                .collect(Collectors.joining("", "<row>", "</row>"));
    }

    private static byte[] workbook(String rows) throws IOException {
        return workbook(rows, "", "");
    }

    private static byte[] workbook(String rows, String strings, String formats) throws IOException {
        return folder(
                "[Content_Types].xml",
                "<Types xmlns=\"" + PACKAGE + "content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\""
                        + TYPE
                        + "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" + TYPE
                        + "styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" + TYPE
                        + "sharedStrings+xml\"/></Types>",
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"" + PACKAGE
                        + "relationships\"><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + DOCUMENT
                        + "\"><sheets><sheet name=\"sex\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>",
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + MAIN + "\">" + formats + "</styleSheet>",
                "xl/sharedStrings.xml",
                "<sst xmlns=\"" + MAIN + "\">" + strings + "</sst>",
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData></worksheet>");
    }

    /** @param parts name and content by turns */
    private static byte[] folder(String... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (int part = 0; part < parts.length; part += 2) {
                zip.putNextEntry(new ZipEntry(parts[part]));
                zip.write(parts[part + 1].getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
