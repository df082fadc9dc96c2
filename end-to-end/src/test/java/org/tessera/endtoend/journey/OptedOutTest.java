package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;
import org.tessera.envelope.Keys;
import org.tessera.partner.tokens.References;

/**
 * Opt-outs on the real servers, good ones and wrong ones: the one message whose reference crosses open. The last of the
 * cases without a record and of the patients who are nobody's case opt out, of those that have tokens; other tests take the
 * first of them.
 */
@Tag("e2e")
@Order(3) // before the search for leaks, which reads what they leave everywhere
@ExtendWith(Travelled.class)
class OptedOutTest {
    private static final String LAKESIDE = "partner-lakeside";
    private static final String RIVERSIDE = "partner-riverside";
    private static final String IMAGING = "partner.imaging-withdrawals.v1";
    private static final String CLINICAL = "partner.clinical-withdrawals.v1";

    private final Scene scene;
    private final World world;
    private final List<String> cases;
    private final List<String> patients;
    private final References references;

    OptedOutTest(Travelled.Trip trip) throws Exception {
        this.scene = trip.scene();
        this.world = trip.world();
        this.references = new References(
                HexFormat.of().parseHex(Files.readString(referenceKey()).strip()));
        Strangers strangers = Strangers.of(scene.data());
        this.cases = new ArrayList<>();
        for (String subject : strangers.cases().reversed()) {
            if (tokensOf(subject) > 0) {
                cases.add(subject);
            }
        }
        this.patients = new ArrayList<>();
        for (String patient : strangers.patients().reversed()) {
            if (tokensOf(reference(patient)) > 0) {
                patients.add(patient);
            }
        }
    }

    @Test
    void who_opts_out_is_gone_in_every_domain_that_knew_her() throws Exception {
        String subject = cases.getFirst();
        String reference = reference(patients.getFirst());
        Person rosalind = scene.cast().rosalind;
        assertThat(rosalind.get("/cases/" + subject).ok()).isTrue();

        withdraw(LAKESIDE, "midrc_id", subject);
        withdraw(RIVERSIDE, "person_id", patients.getFirst());

        eventually(() -> rosalind.get("/cases/" + subject).status() == 404);
        eventually(() -> tokensOf(subject) == 0 && tokensOf(reference) == 0);
        eventually(() -> hasOptedOut(reference));
    }

    @Test
    void an_opt_out_that_is_not_the_hospitals_own_waits_in_quarantine_and_changes_nothing(@TempDir Path folder)
            throws Exception {
        String anothers = patients.get(1);
        withdraw(LAKESIDE, "person_id", anothers);
        eventually(() -> setAside(ServiceSpec.ENCLAVE, CLINICAL, "reference-of-another-partner")
                        .size()
                == 1);

        withdraw(LAKESIDE, "midrc_id", cases.get(2), "--signing-key", unknownKey(LAKESIDE, folder));
        withdraw(RIVERSIDE, "person_id", patients.get(2), "--signing-key", unknownKey(RIVERSIDE, folder));
        eventually(
                () -> setAside(ServiceSpec.COMMONS, IMAGING, "signature-wrong").size() == 1);
        eventually(
                () -> setAside(ServiceSpec.ENCLAVE, CLINICAL, "signature-wrong").size() == 1);
        eventually(
                () -> setAside(ServiceSpec.BROKER, IMAGING, "signature-wrong").size() == 1);
        eventually(
                () -> setAside(ServiceSpec.BROKER, CLINICAL, "signature-wrong").size() == 1);

        String waiting =
                setAside(ServiceSpec.BROKER, CLINICAL, "signature-wrong").getFirst();
        JsonNode again = scene.cast()
                .oper
                .post("/quarantine/" + waiting + "/redrive")
                .orThrow()
                .json();
        assertThat(again.path("state").asText()).isEqualTo("STILL_WRONG");
        assertThat(scene.cast().rosalind.get("/cases/" + cases.get(2)).ok()).isTrue();
        assertThat(hasOptedOut(reference(anothers))).isFalse();
        assertThat(tokensOf(reference(anothers))).isPositive();
        assertThat(hasOptedOut(reference(patients.get(2)))).isFalse();
    }

    private void withdraw(String partner, String column, String id, String... more) throws IOException {
        Path list = Files.writeString(scene.own("hospitals").resolve("opt-out.csv"), column + "\n" + id + "\n");
        List<String> words = new ArrayList<>(List.of("withdraw", "--list", list.toString()));
        words.addAll(List.of("--reference-key", referenceKey().toString()));
        words.addAll(List.of(more));
        scene.tools().partner(partner, words.toArray(String[]::new));
    }

    private Path referenceKey() {
        return scene.own("hospitals").resolve("reference-key.hex");
    }

    /** A new key of that partner, whose public half it gave to nobody. */
    private static String unknownKey(String partner, Path folder) throws IOException {
        Path keys = folder.resolve(partner);
        Keys.create(partner, keys, keys.resolve("public"));
        return keys.resolve(Keys.SIGNING).toString();
    }

    /** Numbers of the messages on that channel that wait there for that reason. */
    private List<String> setAside(ServiceSpec service, String channel, String reason) {
        return Scene.all(Ledgers.auditor(scene, service), "/quarantine").stream()
                .filter(item -> item.path("channel").asText().equals(channel))
                .filter(item -> item.path("reason").asText().equals(reason))
                .map(item -> item.path("id").asText())
                .toList();
    }

    private String reference(String patient) {
        return references.enclaveRef(patient).value();
    }

    private long tokensOf(String reference) throws SQLException {
        return Long.parseLong(Database.value(
                        world,
                        ServiceSpec.BROKER,
                        "SELECT count(*) FROM token_record WHERE reference = '" + reference + "'")
                .orElseThrow());
    }

    private boolean hasOptedOut(String reference) throws SQLException {
        return Database.value(
                        world,
                        ServiceSpec.ENCLAVE,
                        "SELECT 1 FROM withdrawn_reference WHERE enclave_ref = '" + reference + "'")
                .isPresent();
    }

    private static void eventually(Callable<Boolean> what) {
        await().atMost(Duration.ofMinutes(2)).until(what);
    }
}
