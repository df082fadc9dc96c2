package org.tessera.representativeness.population.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workbooks as programs write them. */
class WorkbooksTest {
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "worksheets/sheet1.xml", "tables/first.xml",
            "sharedStrings.xml", "words.xml",
            "styles.xml", "looks.xml");

    static Stream<String> beside() {
        return Stream.of(
                "<chartSpace>" + "<v>1</v>".repeat(65_001) + "</chartSpace>",
                "<comments><c r=\"nowhere\"/></comments>",
                "<note><![CDATA[a word]]></note>");
    }

    @ParameterizedTest
    @MethodSource("beside")
    void what_a_workbook_holds_beside_its_tables_is_no_cell(String part) throws IOException {
        assertIsRead(copy(UnaryOperator.identity(), part));
    }

    @Test
    void parts_are_found_by_their_types_whatever_their_names() throws IOException {
        assertIsRead(copy(WorkbooksTest::renamed, "<note/>"));
    }

    private static String renamed(String text) {
        String renamed = text;
        for (Map.Entry<String, String> name : OTHER_NAMES.entrySet()) {
            renamed = renamed.replace(name.getKey(), name.getValue());
        }
        return renamed;
    }

    private static void assertIsRead(byte[] workbook) {
        assertThat(Workbooks.read(workbook, "")).singleElement().satisfies(table -> {
            assertThat(table.header()).containsExactly("Category", "Count");
            assertThat(table.rows()).containsExactly(List.of("Female", "50"));
        });
    }

    /** A workbook with names and contents changed, and another part. */
    private static byte[] copy(UnaryOperator<String> change, String part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveInputStream in = new ZipArchiveInputStream(new ByteArrayInputStream(workbook()));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(change.apply(entry.getName())));
                out.write(change.apply(new String(in.readAllBytes(), UTF_8)).getBytes(UTF_8));
            }
            out.putNextEntry(new ZipEntry("customXml/item1.xml"));
            out.write(part.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("sex");
            sheet.value(0, 0, "Category");
            sheet.value(0, 1, "Count");
            sheet.value(1, 0, "Female");
            sheet.value(1, 1, 50);
        }
        return bytes.toByteArray();
    }
}
