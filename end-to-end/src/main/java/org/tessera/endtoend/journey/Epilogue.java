package org.tessera.endtoend.journey;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.tessera.endtoend.world.ServiceSpec;

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
        Ledgers.Verified verified = Ledgers.verify(scene, "ledgers");
        scene.facts().note("ledgers", verified.said());
        if (verified.hold()) {
            teller.found("ledger verify", verified.said());
        } else {
            teller.refused("ledger verify", verified.said());
        }
    }

    private void quarantines() {
        for (ServiceSpec service : ServiceSpec.all()) {
            Answer held = Ledgers.auditor(scene, service).get("/quarantine");
            if (held.ok()) {
                teller.found(service.clientId(), held.json().path("items").size() + " messages in quarantine");
            } else {
                teller.refused(service.clientId(), "its quarantine: " + held.problem());
            }
        }
    }
}
