package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;
import org.tessera.partner.tokens.References;

/**
 * A second project whose approval names fuzzy matching: hospitals give encodings, the broker finds by them whom a typing
 * error hid from every rule, and keeps none.
 */
@Tag("e2e")
@Order(2) // before the search for leaks, which reads what passes by here too
@ExtendWith(Travelled.class)
class FuzzyTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Scene scene;
    private final World world;

    FuzzyTest(Travelled.Trip trip) {
        this.scene = trip.scene();
        this.world = trip.world();
    }

    @Test
    void encodings_find_whom_a_typing_error_hid_and_are_gone_after_it() throws Exception {
        Misspelt misspelt = Misspelt.of(scene.data(), scene.own("hospitals").resolve(Misspelt.FILE));
        Needles encodings = Encodings.of(scene, scene.data().imagingRegister(), misspelt.register());
        sendEncodings(misspelt.register());
        for (byte[] sealed : heldEncodings()) {
            assertThat(encodings.in(sealed)).isEmpty();
        }
        String request = apply();
        String project = approve(request);
        JsonNode match = match(project);
        assertThat(match.path("compared").asText()).isEqualTo("COMPARED");
        assertThat(foundByEncodings(match.path("id").asText())).isEqualTo(persons(misspelt));
        assertThat(heldEncodings()).isEmpty();
        Ledgers.Verified verified = Ledgers.verify(scene, "ledgers-fuzzy");
        assertThat(verified.hold()).as(verified.said()).isTrue();
        scene.cast()
                .camille
                .post("/data-use-requests/" + request + "/revoke", Map.of("comment", "The test is over."))
                .orThrow();
    }

    private void sendEncodings(Path clinicalRegister) {
        Path secret = scene.own("hospitals").resolve("link-secret.hex");
        tokens("partner-lakeside", scene.data().imagingRegister(), "imaging", Scene.IMAGING_RELEASE, secret);
        tokens("partner-riverside", clinicalRegister, "clinical", Scene.CLINICAL_RELEASE, secret);
        for (String domain : List.of("IMAGING", "CLINICAL")) {
            await("the encodings of " + domain)
                    .atMost(LONG)
                    .until(() -> !column("SELECT sealed FROM encoding WHERE upper(domain) = '" + domain + "'")
                            .isEmpty());
        }
    }

    private void tokens(String partner, Path register, String domain, String release, Path secret) {
        List<String> words = new ArrayList<>(List.of("tokens", "--encodings", "--pii", register.toString()));
        words.addAll(List.of("--domain", domain, "--release", release));
        words.addAll(List.of("--link-secret", secret.toString(), "--epoch", "2026-1"));
        if (domain.equals("clinical")) {
            words.addAll(List.of(
                    "--reference-key",
                    scene.own("hospitals").resolve("reference-key.hex").toString()));
        }
        scene.tools().partner(partner, words.toArray(String[]::new));
    }

    private String apply() {
        Map<String, Object> application = new HashMap<>(Application.of(world.places(), Clock.systemUTC()));
        application.put("title", "The same, with those whom a typing error hides");
        application.put("linkage", Map.of("exact", true, "fuzzy", true));
        Person rosalind = scene.cast().rosalindAtEnclave;
        String request = rosalind.post("/data-use-requests", application)
                .orThrow()
                .json()
                .path("id")
                .asText();
        rosalind.post("/data-use-requests/" + request + "/submit").orThrow();
        return request;
    }

    private String approve(String request) {
        Person camille = scene.cast().camille;
        camille.post("/data-use-requests/" + request + "/review").orThrow();
        camille.post(
                        "/data-use-requests/" + request + "/decision",
                        Map.of("decision", "APPROVE", "comment", "Fuzzy matching is adequate here."))
                .orThrow();
        Person rosalind = scene.cast().rosalindAtEnclave;
        String project = rosalind.await(
                        "/data-use-requests/" + request,
                        "the project",
                        answer -> answer.path("project").isTextual())
                .path("project")
                .asText();
        await("the membership in her token").atMost(LONG).until(() -> {
            rosalind.refresh();
            return rosalind.get("/projects/" + project).ok();
        });
        return project;
    }

    private JsonNode match(String project) {
        Person rosalind = scene.cast().rosalindAtEnclave;
        String path = "/projects/" + project + "/match-requests";
        JsonNode asked = rosalind.post(
                        path,
                        Map.of("clinicalRelease", Scene.CLINICAL_RELEASE, "catalogueVersion", Scene.IMAGING_RELEASE))
                .orThrow()
                .json();
        JsonNode active = rosalind.await(
                path + "/" + asked.path("id").asText(),
                "the match",
                answer -> answer.path("state").asText().equals("ACTIVE"));
        assertThat(Scene.all(rosalind, "/projects/" + project + "/match-table"))
                .anySatisfy(row -> assertThat(row.path("evidence").toString()).contains("CLK"));
        return active;
    }

    /** Case to record, as only the enclave's own tables have them. */
    private Map<String, Long> foundByEncodings(String request) throws SQLException {
        Map<String, Long> found = new HashMap<>();
        try (Connection connection = world.postgres().connect(ServiceSpec.ENCLAVE.database());
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT subjects[1], persons[1] FROM match_link WHERE request_id = '"
                                + request + "' AND 'CLK' = ANY (evidence) AND linkage = 'UNIQUE'")) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getLong(2));
            }
        }
        return found;
    }

    /** Case to person, by the hospital's way of naming records and the enclave's table. */
    private Map<String, Long> persons(Misspelt misspelt) throws IOException, SQLException {
        String key = Files.readString(scene.own("hospitals").resolve("reference-key.hex"));
        References references = new References(HexFormat.of().parseHex(key.strip()));
        Map<String, Long> persons = new HashMap<>();
        try (Connection connection = world.postgres().connect(ServiceSpec.ENCLAVE.database());
                PreparedStatement statement =
                        connection.prepareStatement("SELECT person_id FROM person_ref WHERE enclave_ref = ?")) {
            for (Map.Entry<String, String> each : misspelt.caseToRecord().entrySet()) {
                statement.setString(1, references.enclaveRef(each.getValue()).value());
                try (ResultSet row = statement.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    persons.put(each.getKey(), row.getLong(1));
                }
            }
        }
        return persons;
    }

    private List<byte[]> heldEncodings() throws SQLException {
        return column("SELECT sealed FROM encoding");
    }

    private List<byte[]> column(String query) throws SQLException {
        List<byte[]> values = new ArrayList<>();
        try (Connection connection = world.postgres().connect(ServiceSpec.BROKER.database());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getBytes(1));
            }
        }
        return values;
    }
}
