package org.tessera.endtoend.journey;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.envelope.ledger.LedgerCommand;
import picocli.CommandLine;

/** After the journey: what the borders refuse, the ledgers verified offline, memory. */
final class Epilogue {
    private final Scene scene;
    private final Teller teller;

    Epilogue(Scene scene) {
        this.scene = scene;
        this.teller = scene.teller();
    }

    void tell() throws InterruptedException {
        teller.step("Afterwards: borders that hold, ledgers verified offline");
        refusedAtKafka("imaging-commons", "broker.match-results.v1");
        refusedAtKafka("imaging-commons", "enclave.match-requests.v1");
        refusedAtKafka("partner-lakeside", "partner.clinical-tokens.v1");
        verifyLedgers();
        quarantines();
        teller.end();
    }

    private void refusedAtKafka(String principal, String topic) {
        Map<String, Object> settings = new HashMap<>(scene.world().clientSettings(principal));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition first = new TopicPartition(topic, 0);
            consumer.assign(List.of(first));
            consumer.seek(first, 0);
            consumer.poll(Duration.ofSeconds(5));
            throw new Unexpected(principal + " could read " + topic);
        } catch (AuthorizationException refused) {
            teller.refused("kafka", principal + " reading " + topic + ": not authorized");
        }
    }

    private void verifyLedgers() throws InterruptedException {
        // The sealer seals every second, heads travel every five: the last entries of all sides are then in the chain.
        Thread.sleep(Duration.ofSeconds(6));
        List<String> arguments = new ArrayList<>(List.of("verify"));
        for (ServiceSpec service : ServiceSpec.all()) {
            Answer ledger = auditor(service).get("/ledger");
            if (!ledger.ok()) {
                teller.refused(service.clientId(), "its ledger: " + ledger.problem());
                continue;
            }
            Path file = scene.keep("ledgers/" + service.clientId() + ".ndjson", ledger.body());
            arguments.add(file.toString());
        }
        arguments.add("--keys");
        arguments.add(scene.world().places().publicKeys().toString());
        StringWriter said = new StringWriter();
        CommandLine command = LedgerCommand.commandLine();
        command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        int code = command.execute(arguments.toArray(String[]::new));
        scene.facts().note("ledgers", said.toString().strip());
        if (code != 0) {
            teller.refused("ledger verify", said.toString().strip());
        } else {
            teller.found("ledger verify", said.toString().strip());
        }
    }

    private void quarantines() {
        for (ServiceSpec service : ServiceSpec.all()) {
            Answer held = auditor(service).get("/quarantine");
            if (held.ok()) {
                teller.found(service.clientId(), held.json().path("items").size() + " messages in quarantine");
            } else {
                teller.refused(service.clientId(), "its quarantine: " + held.problem());
            }
        }
    }

    private Person auditor(ServiceSpec service) {
        return switch (service.database()) {
            case "enclave" -> scene.cast().august;
            case "broker" -> scene.cast().aubrey;
            default -> scene.cast().audrey.at(scene.world().url(service));
        };
    }
}
