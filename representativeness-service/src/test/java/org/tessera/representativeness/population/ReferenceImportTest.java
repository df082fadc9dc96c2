package org.tessera.representativeness.population;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("representativeness-service")
class ReferenceImportTest {
    private static final byte[] CSV =
            "date,Female,Male\n2020-01-31,405,262\n2020-02-29,926,719\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_csv_file_becomes_a_reference_of_its_importer_only_and_can_be_compared_with() {
        String name = "mine-" + UUID.randomUUID();

        send("registered", "rosalind", name, CSV, false)
                .statusCode(201)
                .body("version", equalTo("1"))
                .body("mine", equalTo(true))
                .body("attributes[0].dates", equalTo(2));

        Asking.by("rosalind").get("/references").then().statusCode(200).body("items.name", hasItem(name));
        Asking.by("rosalind")
                .get("/references/" + name + "/1")
                .then()
                .statusCode(200)
                .body("snapshots.sex", hasSize(2));
        Asking.by("barbara").get("/references").then().statusCode(200).body("items.name", not(hasItem(name)));
        Asking.by("barbara").get("/references/" + name).then().statusCode(404);
        Asking.post("/distances", """
                {"cohorts": [{"asOf": "2020-02-01", "attributes": {"sex": {"Female": {"exact": 40}, "Male": {"exact": 60}}}}],
                 "references": ["%s"]}""".formatted(name))
                .statusCode(200)
                .body("comparisons[0].reference.date", equalTo("2020-01-31"));
    }

    @Test
    void a_crossed_table_is_a_joint_that_a_question_names_in_any_order() {
        String name = "crossed-" + UUID.randomUUID();
        String csv = "sex,race,cumulative_count\nFemale,White,25\nFemale,Black,25\nMale,White,25\nMale,Black,25\n";
        send("registered", "rosalind", name, csv.getBytes(StandardCharsets.UTF_8), false)
                .statusCode(201);

        for (String attribute : List.of("sex*race", "race*sex")) {
            String[] categories = attribute.startsWith("sex")
                    ? new String[] {"Female * White", "Male * Black"}
                    : new String[] {"White * Female", "Black * Male"};
            Asking.post("/distances", """
                    {"cohorts": [{"attributes": {"%s": {"%s": {"exact": 50}, "%s": {"exact": 50}}}}],
                     "references": ["%s", "us-census"], "attributes": ["sex*race"]}""".formatted(attribute, categories[0], categories[1], name))
                    .statusCode(200)
                    .body("comparisons[0].attribute", equalTo("race*sex"))
                    .body("comparisons[0].raw.low", equalTo(0.557923f))
                    .body("notCompared[0].reason", equalTo("only-margins-in-reference"));
        }
    }

    @Test
    void a_curators_reference_is_everybodys_and_a_second_import_is_a_second_version() {
        String name = "all-" + UUID.randomUUID();

        send("curator", "curtis", name, CSV, false).statusCode(201).body("version", equalTo("1"));
        send("curator", "curtis", name, CSV, false).statusCode(201).body("version", equalTo("2"));

        Asking.by("barbara").get("/references/" + name).then().statusCode(200).body("summary.version", equalTo("2"));
        Asking.by("barbara").get("/references/" + name + "/1").then().statusCode(200);
        send("registered", "rosalind", name, CSV, false).statusCode(409).body("kind", equalTo("name-taken"));
    }

    @Test
    void a_workbook_has_a_table_per_sheet_and_real_dates() throws IOException {
        String name = "excel-" + UUID.randomUUID();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Test", "1.0")) {
            sheet(workbook.newWorksheet("Sex"), "Female", "Male");
            sheet(workbook.newWorksheet("Ethnicity"), "Hispanic or Latino", "Not Hispanic or Latino");
        }

        send("registered", "rosalind", name, bytes.toByteArray(), false)
                .statusCode(201)
                .body("attributes.attribute", hasItem("ethnicity"))
                .body("attributes[0].to", equalTo("2020-02-29"))
                .body("attributes[0].persons", equalTo(300.0f));
    }

    @ParameterizedTest
    @CsvSource({
        "r=\"B2\", r=\"ZZZZZZ2\"",
        "r=\"B2\", r=\"XFE2\"",
        "r=\"B2\", r=\"2\"",
        "<v>50</v>, <v>1E999999999</v>",
        "<v>50</v>, <v>much</v>",
        "r=\"B2\", r=\"B2\" s=\"x\"",
        "r=\"B2\", r=\"B2\" t=\"x\"",
    })
    void a_workbook_that_breaks_its_format_is_unreadable(String right, String wrong) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Test", "1.0")) {
            sheet(workbook.newWorksheet("Sex"), "Female", "Male");
        }
        send("registered", "rosalind", "wrong-" + UUID.randomUUID(), changed(bytes.toByteArray(), right, wrong), false)
                .statusCode(400)
                .body("kind", equalTo("table-unreadable"));
    }

    private static byte[] changed(byte[] workbook, String right, String wrong) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean found = false;
        try (ZipFile in = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                        .get();
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
                String text = new String(in.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                found |= text.contains(right);
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(text.replace(right, wrong).getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(found).isTrue();
        return bytes.toByteArray();
    }

    @Test
    void a_cumulative_series_that_is_to_be_added_up_is_refused_with_the_reason() {
        send("registered", "rosalind", "sum-" + UUID.randomUUID(), CSV, true)
                .statusCode(422)
                .body("kind", equalTo("series-cumulative"))
                .body("detail", containsString("2312 persons"));
    }

    /** All that an account may use is read at once for its list. */
    @Test
    void an_account_keeps_only_so_much() {
        byte[] large = Stream.iterate(LocalDate.parse("1950-01-31"), day -> day.plusDays(1))
                .limit(20_000)
                .map(day -> day + ",405,262\n")
                .collect(Collectors.joining("", "date,Female,Male\n", ""))
                .getBytes(StandardCharsets.UTF_8);
        String account = "collector-" + UUID.randomUUID();

        List<String> kinds = IntStream.range(0, 6)
                .mapToObj(at -> send("registered", account, "much-" + UUID.randomUUID(), large, false)
                        .extract()
                        .path("kind"))
                .map(String::valueOf)
                .toList();

        assertThat(kinds).startsWith("null").endsWith("library-full").containsOnly("null", "library-full");
        Asking.by(account).get("/references").then().statusCode(200);
    }

    @Test
    void an_import_is_made_once_for_each_key() {
        String name = "once-" + UUID.randomUUID();
        for (int attempt = 0; attempt < 2; attempt++) {
            form("registered", "rosalind", name, CSV, false)
                    .header("Idempotency-Key", name)
                    .post("/references")
                    .then()
                    .statusCode(201)
                    .body("version", equalTo("1"));
        }

        form("registered", "rosalind", name, CSV, false)
                .post("/references")
                .then()
                .statusCode(400);
    }

    @Test
    void what_is_no_table_is_a_problem() throws IOException {
        for (byte[] file : new byte[][] {bomb(), {(byte) 0xff, 1, 2}, {'P', 'K', 3, 4, 9}, new byte[0]}) {
            int status = send("registered", "rosalind", "bad-" + UUID.randomUUID(), file, false)
                    .contentType("application/problem+json")
                    .body("kind", equalTo("table-unreadable"))
                    .extract()
                    .statusCode();
            org.assertj.core.api.Assertions.assertThat(status).isIn(400, 422);
        }
    }

    @Test
    void null_among_the_dropped_categories_is_a_problem_that_names_its_field() {
        String description = """
                {"name": "null-%s", "title": "Cases", "source": "a test", "asOf": "2020", "date": "2020-12-31",
                 "attribute": "sex", "definition": "cases", "counting": "CUMULATIVE_COUNTS", "dropped": ["Male", null]}""".formatted(UUID.randomUUID());
        Asking.in("registered", "rosalind")
                .multiPart("description", description)
                .multiPart("file", "table", CSV)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/references")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("kind", equalTo("description-unusable"))
                .body("detail", containsString("dropped"));
    }

    @Test
    void a_description_with_a_word_that_is_none_says_which_there_are() {
        Asking.in("registered", "rosalind")
                .multiPart("description", "{\"name\": \"words\", \"counting\": \"CUMULATIVE\"}")
                .multiPart("file", "table", CSV)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/references")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("kind", equalTo("description-unusable"))
                .body(
                        "detail",
                        startsWith(
                                "The description cannot be read. The field counting is not one of SHARES, COUNTS, CUMULATIVE_COUNTS, at line 1"));
    }

    @Test
    void importing_needs_an_account_of_the_commons() {
        for (String token : new String[] {
            Tokens.of("enclave", "dorothy", "researcher"), Tokens.expired("commons", "rosalind", "registered")
        }) {
            given().auth()
                    .oauth2(token)
                    .multiPart("description", "{}")
                    .multiPart("file", "f", CSV)
                    .post("/references")
                    .then()
                    .statusCode(401);
        }
        given().multiPart("description", "{}")
                .multiPart("file", "f", CSV)
                .post("/references")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(Tokens.of("commons", "audrey", "auditor"))
                .multiPart("description", "{}")
                .multiPart("file", "f", CSV)
                .post("/references")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse send(String role, String account, String name, byte[] file, boolean addUp) {
        return form(role, account, name, file, addUp)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/references")
                .then();
    }

    private static RequestSpecification form(String role, String account, String name, byte[] file, boolean addUp) {
        String description = """
                {"name": "%s", "title": "Cases", "source": "a test", "asOf": "2020", "date": "2020-12-31", "attribute": "sex",
                 "definition": "cases", "counting": "%s", "addUpDates": %s}""".formatted(name, addUp ? "COUNTS" : "CUMULATIVE_COUNTS", addUp);
        return Asking.in(role, account).multiPart("description", description).multiPart("file", "table", file);
    }

    private static void sheet(Worksheet sheet, String first, String second) {
        sheet.value(0, 0, "Date");
        sheet.value(0, 1, first);
        sheet.value(0, 2, second);
        for (int month = 1; month <= 2; month++) {
            sheet.value(month, 0, LocalDate.of(2020, month + 1, 1).minusDays(1));
            sheet.style(month, 0).format("yyyy-mm-dd").set();
            sheet.value(month, 1, 50 * month);
            sheet.value(month, 2, 100 * month);
        }
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            byte[] block = new byte[1 << 20];
            for (int mebibyte = 0; mebibyte < 65; mebibyte++) {
                zip.write(block);
            }
        }
        return bytes.toByteArray();
    }
}
