package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Step 1: two hospitals tokenise their registers and hand over de-identified bundles. Step 2: the catalogue. */
final class Hospitals {
    private static final String LAKESIDE = "partner-lakeside";
    private static final String RIVERSIDE = "partner-riverside";
    private static final String EPOCH = "2026-1";

    private final Scene scene;
    private final Teller teller;

    Hospitals(Scene scene) {
        this.scene = scene;
        this.teller = scene.teller();
    }

    void send() {
        teller.step("1. Two hospitals: names stay, tokens and de-identified bundles leave");
        Path link = secret("link-secret.hex");
        Path reference = secret("reference-key.hex");
        tell(
                LAKESIDE,
                scene.tools()
                        .partner(
                                LAKESIDE,
                                "tokens",
                                "--pii",
                                scene.data().imagingRegister().toString(),
                                "--domain",
                                "imaging",
                                "--release",
                                Scene.IMAGING_RELEASE,
                                "--link-secret",
                                link.toString(),
                                "--epoch",
                                EPOCH));
        tell(
                RIVERSIDE,
                scene.tools()
                        .partner(
                                RIVERSIDE,
                                "tokens",
                                "--pii",
                                scene.data().clinicalRegister().toString(),
                                "--domain",
                                "clinical",
                                "--release",
                                Scene.CLINICAL_RELEASE,
                                "--link-secret",
                                link.toString(),
                                "--epoch",
                                EPOCH,
                                "--reference-key",
                                reference.toString()));
        submitCases();
        loadRecords(reference);
        scene.tellCrossings();
        awaitHoldings();
    }

    private Path secret(String name) {
        Path file = scene.own("hospitals").resolve(name);
        if (!Files.exists(file)) {
            scene.tools().partner(LAKESIDE, "new-secret", file.toString());
        }
        return file;
    }

    private void tell(String who, List<String> said) {
        said.stream().filter(line -> !line.isBlank()).forEach(line -> teller.did(who, line));
    }

    private void submitCases() {
        Path folder = scene.own("hospitals");
        Path zip = folder.resolve("cases.zip");
        tell(
                LAKESIDE,
                scene.tools()
                        .partner(
                                LAKESIDE,
                                "cases",
                                "--imaging",
                                scene.data().imaging().toString(),
                                "--out",
                                folder.resolve("cases").toString(),
                                "--zip",
                                zip.toString(),
                                "--release",
                                Scene.IMAGING_RELEASE));
        JsonNode loaded =
                scene.cast().curtis.postZip("/submissions", zip).orThrow().json();
        tellTotals("curtis at the commons", loaded, teller::did, teller::refused);
    }

    private void loadRecords(Path reference) {
        Path folder = scene.own("hospitals");
        Path zip = folder.resolve("omop.zip");
        tell(
                RIVERSIDE,
                scene.tools()
                        .partner(
                                RIVERSIDE,
                                "omop",
                                "--omop",
                                scene.data().omop().toString(),
                                "--out",
                                folder.resolve("omop").toString(),
                                "--zip",
                                zip.toString(),
                                "--release",
                                Scene.CLINICAL_RELEASE,
                                "--reference-key",
                                reference.toString()));
        JsonNode loaded =
                scene.cast().stewart.postZip("/releases", zip).orThrow().json();
        teller.did(
                "stewart at the enclave",
                "loaded the bundle; what could not be read is told to him by file, line and reason");
        tellTotals("stewart at the enclave", loaded, teller::inside, teller::inside);
    }

    /** How many rows were loaded; of the enclave's, only its own people learn it. */
    private static void tellTotals(
            String who, JsonNode loaded, BiConsumer<String, String> totals, BiConsumer<String, String> errors) {
        long rows = 0;
        long rejected = 0;
        for (JsonNode file : loaded.path("files")) {
            rows += file.path("rows").asLong();
            rejected += file.path("rejected").asLong();
        }
        totals.accept(
                who,
                String.format(
                        Locale.ROOT,
                        "checked signature and digests, loaded %,d of %,d rows; %,d rows reported by file, line and reason",
                        rows - rejected,
                        rows,
                        rejected));
        int shown = 0;
        for (JsonNode error : loaded.path("errors")) {
            if (shown++ < 3) {
                errors.accept(
                        who,
                        error.path("file").asText() + " line "
                                + error.path("line").asText() + ": "
                                + error.path("reason").asText());
            }
        }
    }

    private void awaitHoldings() {
        JsonNode holdings = scene.cast()
                .oper
                .await(
                        "/holdings",
                        "both releases of tokens",
                        page -> page.path("items").findValuesAsText("domain").size() >= 2);
        for (JsonNode held : holdings.path("items")) {
            teller.found(
                    "honest-broker",
                    held.path("domain").asText() + " release "
                            + held.path("release").asText() + ": "
                            + held.path("records").asText() + " references under tokens, no name");
        }
    }

    void publish() {
        teller.step("2. The commons publishes its catalogue, the enclave takes it in");
        JsonNode version = scene.cast()
                .curtis
                .post("/catalogue-versions", java.util.Map.of("version", Scene.IMAGING_RELEASE))
                .orThrow()
                .json();
        teller.did(
                "imaging-commons",
                "published catalogue version " + Scene.IMAGING_RELEASE + ": "
                        + version.path("cases").asText() + " cases, "
                        + version.path("studies").asText() + " studies, relative days only");
        scene.facts().count("cases in the catalogue", version.path("cases").asLong());
        scene.cast()
                .stewart
                .await(
                        "/catalogue-versions",
                        "the catalogue",
                        page -> page.path("items").findValuesAsText("version").contains(Scene.IMAGING_RELEASE));
        teller.found("clinical-enclave", "holds version " + Scene.IMAGING_RELEASE + ": it never asks about a patient");
        scene.tellCrossings();
    }
}
