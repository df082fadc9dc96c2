package org.tessera.endtoend.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tessera.endtoend.journey.Database;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.journey.Strangers;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;
import org.tessera.partner.tokens.References;

/**
 * Opt-outs of both hospitals: of cases without a record and of patients who are nobody's case, whom no other request is
 * about. A tool that was stopped half way is run again and says some twice: that changes nothing.
 */
final class OptOuts implements UnderFire {
    private static final int PERSONS = 3;

    private final Scene scene;
    private final World world;
    private final Hospital hospital;
    private final Strangers strangers;
    private final References references;
    private final Queue<String> cases = new ConcurrentLinkedQueue<>();
    private final Queue<String> records = new ConcurrentLinkedQueue<>();

    OptOuts(Scene scene, World world, Hospital hospital) throws IOException {
        this.scene = scene;
        this.world = world;
        this.hospital = hospital;
        this.strangers = Strangers.of(scene.data());
        String key = Files.readString(scene.own("hospitals").resolve("reference-key.hex"));
        this.references = new References(HexFormat.of().parseHex(key.strip()));
    }

    @Override
    public int times() {
        return Hospital.TIMES;
    }

    @Override
    public void send(int number) throws Exception {
        boolean imaging = number % 2 == 0;
        int from = number / 2 * PERSONS;
        List<String> persons = (imaging ? strangers.cases() : strangers.patients()).subList(from, from + PERSONS);
        Path list = scene.own("hospitals").resolve("opt-outs-" + number + ".csv");
        List<String> rows = new ArrayList<>(List.of(imaging ? "midrc_id" : "person_id"));
        rows.addAll(persons);
        Files.write(list, rows);
        List<String> words = new ArrayList<>(List.of("withdraw", "--within", "PT2S", "--list", list.toString()));
        if (imaging) {
            hospital.insists(Hospital.LAKESIDE, words);
            cases.addAll(persons);
        } else {
            words.addAll(List.of(
                    "--reference-key",
                    scene.own("hospitals").resolve("reference-key.hex").toString()));
            hospital.insists(Hospital.RIVERSIDE, words);
            persons.forEach(person -> records.add(references.enclaveRef(person).value()));
        }
    }

    @Override
    public void awaitEnds() {
        await("every opt-out in every domain that it is about")
                .atMost(Requests.UNTIL_THE_END)
                .ignoreExceptions()
                .until(this::allKept);
    }

    private boolean allKept() throws SQLException {
        return kept(ServiceSpec.COMMONS, "withdrawal WHERE reference", cases) == cases.size()
                && kept(ServiceSpec.BROKER, "withdrawal WHERE reference", cases) == cases.size()
                && kept(ServiceSpec.BROKER, "withdrawal WHERE reference", records) == records.size()
                && kept(ServiceSpec.ENCLAVE, "withdrawn_reference WHERE enclave_ref", records) == records.size();
    }

    private long kept(ServiceSpec service, String where, Queue<String> references) throws SQLException {
        return count(service, where + " IN ('" + String.join("', '", references) + "')");
    }

    private long count(ServiceSpec service, String from) throws SQLException {
        return Long.parseLong(
                Database.value(world, service, "SELECT count(*) FROM " + from).orElseThrow());
    }

    @Override
    public void countOnce(Aftermath after) throws Exception {
        assertThat(allKept()).isTrue();
        assertThat(cases).allSatisfy(id -> {
            assertThat(after.crossings().about("withdrawal", id)).isPositive();
            assertThat(scene.cast().rosalind.get("/cases/" + id).status()).isEqualTo(404);
        });
        assertThat(records)
                .allSatisfy(reference -> assertThat(after.crossings().about("withdrawal", reference))
                        .isPositive());
        // The commons and the broker write down what is new to them, the enclave every message that it was told.
        assertThat(after.history().times(ServiceSpec.COMMONS, "case.withdrawn"))
                .isEqualTo(count(ServiceSpec.COMMONS, "withdrawal"));
        assertThat(after.history().times(ServiceSpec.BROKER, "withdrawal.effective"))
                .isEqualTo(count(ServiceSpec.BROKER, "withdrawal"));
        assertThat(after.history().times(ServiceSpec.ENCLAVE, "person.withdrawn"))
                .isEqualTo(after.crossings().on("partner.clinical-withdrawals.v1"));
    }
}
