package org.tessera.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.KafkaAccess.Binding;
import org.tessera.contracts.KafkaAccess.Operation;
import org.tessera.contracts.KafkaAccess.Resource;

class ChannelsTest {
    private final Channels channels = Channels.load();

    @Test
    void every_message_type_travels_on_a_channel_and_is_found_by_its_names() {
        Set<MessageType> carried = new HashSet<>();
        channels.all().forEach(channel -> carried.addAll(channel.messages()));
        assertThat(carried).containsExactlyInAnyOrder(MessageType.values());
        for (MessageType type : MessageType.values()) {
            assertThat(MessageTypes.named(type.typeName())).contains(type);
            assertThat(MessageTypes.of(type.payload())).isEqualTo(type);
        }
        assertThat(MessageTypes.named("org.tessera.match-request.v2")).isEmpty();
    }

    @Test
    void the_commons_reads_no_match_result_and_of_the_enclave_only_its_decisions_and_heads() {
        assertThat(channels.mayRead("imaging-commons", "broker.match-results.v1"))
                .isFalse();
        assertThat(channels.readBy("imaging-commons").stream()
                        .map(Channel::name)
                        .filter(name -> name.startsWith("enclave.")))
                .containsExactly("enclave.upload-decisions.v1", "enclave.ledger-heads.v1");
    }

    @Test
    void a_partner_writes_by_its_own_name_and_nobody_by_the_bare_prefix() {
        assertThat(channels.mayWrite("partner-north", "partner.imaging-tokens.v1"))
                .isTrue();
        assertThat(channels.mayWrite("partner-", "partner.imaging-tokens.v1")).isFalse();
        assertThat(channels.mayWrite("partners", "partner.imaging-tokens.v1")).isFalse();
        assertThat(channels.mayRead("partner-north", "partner.imaging-tokens.v1"))
                .isFalse();
        assertThat(channels.mayWrite("partner-north", "no.such.topic")).isFalse();
    }

    @Test
    void no_identifier_of_the_enclave_is_open_except_in_an_opt_out() {
        assertThat(channels.all().stream()
                        .filter(channel -> channel.identifiers().open().contains("enclave-ref"))
                        .map(Channel::name))
                .containsExactly("partner.clinical-withdrawals.v1");
    }

    @Test
    void what_is_sealed_says_to_whom_and_is_kept_at_most_a_week() {
        for (Channel channel : channels.all()) {
            assertThat(channel.identifiers().sealed().isEmpty() || channel.sealedTo() != null)
                    .as(channel.name())
                    .isTrue();
            if (channel.sealedTo() != null) {
                assertThat(channel.retention()).as(channel.name()).isLessThanOrEqualTo(Duration.ofDays(7));
            }
        }
    }

    @Test
    void access_rules_give_exactly_what_the_channels_say() {
        List<Binding> bindings = KafkaAccess.bindings(List.of("partner-north", "partner-south"));
        assertThat(bindings)
                .contains(
                        new Binding("partner-north", Resource.TOPIC, "partner.clinical-tokens.v1", Operation.WRITE),
                        new Binding("honest-broker", Resource.TOPIC, "partner.clinical-tokens.v1", Operation.READ),
                        new Binding("honest-broker", Resource.GROUP, "honest-broker", Operation.READ),
                        new Binding("honest-broker", Resource.TRANSACTIONAL_ID, "honest-broker", Operation.WRITE))
                .doesNotHaveDuplicates();
        for (Binding binding : bindings) {
            assertThat(binding.principal()).doesNotContain("*");
            switch (binding.resource()) {
                case TOPIC -> {
                    boolean lawful = switch (binding.operation()) {
                        case READ -> channels.mayRead(binding.principal(), binding.name());
                        case WRITE -> channels.mayWrite(binding.principal(), binding.name());
                        case DESCRIBE ->
                            channels.mayRead(binding.principal(), binding.name())
                                    || channels.mayWrite(binding.principal(), binding.name());
                    };
                    assertThat(lawful).as(binding.toString()).isTrue();
                }
                case GROUP, TRANSACTIONAL_ID -> assertThat(binding.name()).isEqualTo(binding.principal());
            }
        }
        assertThat(bindings.stream()
                        .filter(binding ->
                                binding.principal().startsWith("partner-") && binding.operation() == Operation.READ))
                .isEmpty();
    }

    @Test
    void the_committed_documents_are_up_to_date() throws IOException {
        for (Map.Entry<String, String> file : Generate.files().entrySet()) {
            Path committed = Path.of("..", "docs", file.getKey());
            assertThat(committed)
                    .content()
                    .as("run org.tessera.contracts.Generate")
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void the_asyncapi_document_is_valid() throws IOException {
        Optional<Path> specification = shared("data/specs/asyncapi-3.0.0-without-id.schema.json");
        assumeThat(specification)
                .as("the AsyncAPI schema is in the shared folder")
                .isPresent();
        JsonNode schema = ContractJson.tree(Files.readAllBytes(specification.orElseThrow()));
        List<String> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema)
                .validate(AsyncApi.document())
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
        assertThat(errors).isEmpty();
    }

    private static Optional<Path> shared(String file) {
        String configured = System.getenv().getOrDefault("TESSERA_SHARED", System.getProperty("TESSERA_SHARED", ""));
        return Arrays.stream(new String[] {configured, "../../shared"})
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, file))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
