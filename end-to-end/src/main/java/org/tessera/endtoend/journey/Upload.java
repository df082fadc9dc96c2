package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Step 7: the table, sealed to the enclave, goes through the commons, which cannot read it. */
final class Upload {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> DECIDED = List.of("BLOCKED", "UNDER_REVIEW", "IMPORTED", "REJECTED", "FAILED");

    private final Scene scene;
    private final Teller teller;

    Upload(Scene scene) {
        this.scene = scene;
        this.teller = scene.teller();
    }

    /** Whether the table is in the workspace now. */
    boolean upload() {
        teller.step("7. The table goes, sealed to the enclave, through the commons that cannot read it");
        linkAccounts();
        Optional<String> table = scene.facts().noted("table whole-cohort");
        if (table.isEmpty()) {
            teller.refused("rosalind", "there is no table to upload");
            return false;
        }
        Optional<ObjectNode> sealed = sealed(Path.of(table.get()));
        if (sealed.isEmpty()) {
            return false;
        }
        Answer sent = scene.cast().rosalind.post("/upload-requests", sealed.get());
        if (!sent.ok()) {
            teller.refused("imaging-commons", sent.problem());
            return false;
        }
        teller.did("rosalind", "sent the sealed table as an upload request at the commons");
        String path = "/upload-requests/" + sent.json().path("id").asText();
        JsonNode scanned = awaitAt(scene.cast().rosalind, path);
        scene.tellCrossings();
        if (!scanned.path("state").asText().equals("UNDER_REVIEW")) {
            teller.refused(
                    "clinical-enclave",
                    scanned.path("state").asText() + ": "
                            + scanned.path("reason").asText());
            return false;
        }
        return review(path);
    }

    private void linkAccounts() {
        String code = scene.cast()
                .rosalindAtEnclave
                .post("/account-link-codes")
                .orThrow()
                .json()
                .path("code")
                .asText();
        scene.cast().rosalind.post("/account-links", Map.of("code", code)).orThrow();
        scene.cast()
                .rosalindAtEnclave
                .await(
                        "/account-link",
                        "the linked accounts",
                        link -> link.path("linked").asBoolean());
        teller.did("rosalind", "linked her two accounts with a one-time code");
    }

    /** The request with the sealed table; empty when the tool does not seal it, one of a few cases for instance. */
    private Optional<ObjectNode> sealed(Path table) {
        Path folder = scene.own("rosalind");
        Path key = folder.resolve("clinical-enclave.jwk.json");
        Path out = folder.resolve("sealed-upload.json");
        try {
            Files.write(
                    key,
                    scene.cast()
                            .rosalind
                            .get("/sealing-keys/clinical-enclave")
                            .orThrow()
                            .body());
            if (!seal(table, key, out)) {
                return Optional.empty();
            }
            ObjectNode request = (ObjectNode) JSON.readTree(out.toFile());
            request.put("project", scene.facts().noted("project").orElseThrow());
            request.put("attested", true);
            return Optional.of(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean seal(Path table, Path key, Path out) {
        String manifest = scene.facts().noted("manifest whole-cohort").orElseThrow();
        try {
            List<String> said = scene.tools()
                    .index(
                            "",
                            "seal",
                            "--csv",
                            table.toString(),
                            "--manifest",
                            manifest,
                            "--key",
                            key.toString(),
                            "--out",
                            out.toString());
            teller.did("imaging-index", said.getLast());
            return true;
        } catch (Unexpected refusal) {
            teller.refused("imaging-index", String.valueOf(refusal.getMessage()));
            return false;
        }
    }

    private static JsonNode awaitAt(Person person, String path) {
        return person.await(
                path,
                "the scan of the upload",
                request -> DECIDED.contains(request.path("state").asText()));
    }

    private boolean review(String path) {
        JsonNode seen = scene.cast().oscar.get(path).orThrow().json();
        teller.did(
                "oscar", "looked at the measures of the " + seen.path("schema").asText() + " table, and approved it");
        teller.inside("oscar", seen.path("rows").asText() + " rows: " + seen.path("summary"));
        seen.path("findings").forEach(each -> teller.inside("oscar", "is told: " + each.asText()));
        Map<String, Object> approve = Map.of(
                "decision",
                "APPROVE",
                "comment",
                "Plausible, complete, no outlier.",
                "findings",
                seen.withArray("findings"));
        scene.cast().oscar.post(path + "/decision", approve).orThrow();
        JsonNode imported = scene.cast()
                .rosalind
                .await(
                        path,
                        "the import",
                        request -> List.of("IMPORTED", "REJECTED", "FAILED")
                                .contains(request.path("state").asText()));
        teller.found("rosalind", "is told: " + imported.path("state").asText() + ", and never which rows joined");
        scene.facts().count("rows imported", seen.path("rows").asLong());
        scene.tellCrossings();
        return imported.path("state").asText().equals("IMPORTED");
    }
}
