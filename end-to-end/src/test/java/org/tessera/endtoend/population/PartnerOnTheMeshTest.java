package org.tessera.endtoend.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.PackedTokens;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TransferPart;
import org.tessera.contracts.Withdrawal;
import org.tessera.endtoend.world.Kafka;
import org.tessera.endtoend.world.Keycloak;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.SharedWorld;
import org.tessera.endtoend.world.World;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Parts;
import org.tessera.envelope.Signatures;
import org.tessera.envelope.TrustedKeys;

/** The hospital's tool as a process of its own, with a token of a real Keycloak, on a real Kafka with its access rules. */
@Tag("e2e")
@ExtendWith(SharedWorld.class)
@SuppressWarnings("NullAway.Init")
class PartnerOnTheMeshTest {
    private static final String PARTNER = "partner-lakeside";
    private static final String TOKENS = "partner.imaging-tokens.v1";

    private final World world;

    @TempDir
    private Path folder;

    PartnerOnTheMeshTest(World world) {
        this.world = world;
    }

    private record Run(int exit, String output) {}

    @Test
    void tokens_and_withdrawals_arrive_signed_and_sealed_and_a_wrong_secret_gets_nowhere() throws Exception {
        Population.write(3, PopulationSpec.small(), folder.resolve("data"));
        Files.writeString(folder.resolve("link"), "00112233445566778899aabbccddeeff");
        String release = "test-" + UUID.randomUUID().toString().substring(0, 8);

        Run refused = tokens(release, "guessed");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output().lines().toList().getLast()).contains("failed");
        assertThat(messages(TOKENS)).noneMatch(message -> text(message).contains(release));

        Run sent = tokens(release, world.secrets().ofClient(PARTNER));
        assertThat(sent.exit()).as(sent.output()).isZero();
        assertBatch(release);

        Path list = Files.writeString(folder.resolve("list.csv"), "midrc_id\nTES-W1\nTES-W2\n");
        Run withdrawn =
                run(world.secrets().ofClient(PARTNER), "withdraw", "--list", list.toString(), "--within", "PT1S");
        assertThat(withdrawn.exit()).as(withdrawn.output()).isZero();
        assertThat(messages("partner.imaging-withdrawals.v1"))
                .filteredOn(message -> text(message).contains("TES-W"))
                .hasSize(2)
                .allSatisfy(message -> {
                    verify("partner.imaging-withdrawals.v1", message);
                    assertThat(ContractJson.read(message.value(), Withdrawal.class)
                                    .reference())
                            .startsWith("TES-W")
                            .isNotEqualTo(message.key());
                });
    }

    private void assertBatch(String release) throws Exception {
        List<ConsumerRecord<String, byte[]>> messages = messages(TOKENS);
        ConsumerRecord<String, byte[]> last = messages.stream()
                .filter(message -> text(message).contains(release))
                .findFirst()
                .orElseThrow();
        verify(TOKENS, last);
        TokenBatch batch = ContractJson.read(last.value(), TokenBatch.class);
        String transfer = batch.transfer().id().toString();
        List<String> parts = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : messages) {
            if (text(message).contains(transfer) && message.offset() < last.offset()) {
                verify(TOKENS, message);
                parts.add(ContractJson.read(message.value(), TransferPart.class).data());
            }
        }
        assertThat(Parts.digest(parts.iterator())).isEqualTo(batch.transfer().digest());
        var key = Keys.readPrivate(world.places().privateKeys("honest-broker").resolve(Keys.SEALING));
        List<String> references = new ArrayList<>();
        PackedTokens.read(Parts.join(parts.iterator(), key))
                .forEachRemaining(tokens -> references.add(tokens.reference()));
        assertThat(references)
                .hasSize(batch.references())
                .hasSizeGreaterThan(200)
                .allSatisfy(reference ->
                        assertThat(new CommonsSubjectId(reference).value()).startsWith("TES-"));
    }

    private void verify(String channel, ConsumerRecord<String, byte[]> message) throws Exception {
        Map<String, String> headers = new HashMap<>();
        message.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        Envelope envelope = Envelope.read(headers);
        assertThat(envelope.writer()).isEqualTo(PARTNER);
        var key = new TrustedKeys(world.places().publicKeys()).signingKeys(PARTNER);
        Signatures.verify(envelope, channel, message.key(), message.value(), key);
    }

    private Run tokens(String release, String secret) throws Exception {
        return run(
                secret,
                "tokens",
                "--pii",
                folder.resolve("data/pii/imaging_site_pii.csv").toString(),
                "--domain",
                "imaging",
                "--release",
                release,
                "--link-secret",
                folder.resolve("link").toString(),
                "--epoch",
                "e1");
    }

    private Run run(String secret, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Places.java(), "-cp", System.getProperty("java.class.path"), "org.tessera.partner.Main"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "TESSERA_CLIENT_ID",
                        PARTNER,
                        "TESSERA_CLIENT_SECRET",
                        secret,
                        "TESSERA_PRIVATE_KEYS",
                        world.places().privateKeys(PARTNER).toString(),
                        "TESSERA_PUBLIC_KEYS",
                        world.places().publicKeys().toString(),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        Kafka.BOOTSTRAP,
                        "KEYCLOAK_URL",
                        Keycloak.URL));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    /** Everything on the topic until now. */
    private List<ConsumerRecord<String, byte[]>> messages(String topic) {
        List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                world.kafka().administratorSettings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Instant deadline = Instant.now().plusSeconds(30);
            while (Instant.now().isBefore(deadline)
                    && partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(300)).forEach(messages::add);
            }
        }
        return messages;
    }

    private static String text(ConsumerRecord<String, byte[]> message) {
        return new String(message.value(), StandardCharsets.UTF_8);
    }
}
