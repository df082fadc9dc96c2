package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.MessageType;
import org.tessera.contracts.MessageTypes;
import org.tessera.contracts.Schemas;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.InvalidEnvelope;
import org.tessera.envelope.Signatures;
import org.tessera.envelope.TrustedKeys;

/** Every message that stands on a channel which the service writes: its headers, its kind, its schema, its signature. */
@DisplayName("Messages")
public class MessagesTest {
    private static final byte[] RUBBISH = RubbishTest.RUBBISH.getBytes(StandardCharsets.UTF_8);

    /** JUnit makes it. */
    public MessagesTest() {}

    @TestFactory
    @DisplayName("what it has written keeps to the contract")
    Stream<DynamicTest> written() {
        assumeTrue(Target.kafka().isPresent(), "no --kafka: messages are not looked at");
        Optional<TrustedKeys> keys = Target.publicKeys().map(TrustedKeys::new);
        return Channels.load().writtenBy(Target.service()).stream()
                .map(channel -> dynamicTest(channel.name(), () -> check(channel, keys)));
    }

    private static void check(Channel channel, Optional<TrustedKeys> keys) {
        List<ConsumerRecord<String, byte[]>> messages =
                KafkaReader.read(Target.kafka().orElseThrow(), channel.name()).stream()
                        .filter(message -> !Arrays.equals(message.value(), RUBBISH))
                        .toList();
        assumeTrue(
                !messages.isEmpty(), "nothing has been written to " + channel.name() + " yet: walk the journey first");
        List<String> wrong = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : messages) {
            violation(channel, message, keys)
                    .ifPresent(what -> wrong.add(
                            "partition " + message.partition() + " offset " + message.offset() + ": " + what));
        }
        assertThat(wrong).as(messages.size() + " messages").isEmpty();
    }

    /** What is wrong with a message, in words of the contract; never its content. */
    static Optional<String> violation(
            Channel channel, ConsumerRecord<String, byte[]> message, Optional<TrustedKeys> keys) {
        try {
            Envelope envelope = KafkaReader.envelope(message);
            if (!channel.mayWrite(envelope.writer())) {
                return Optional.of("written by " + envelope.writer() + ", who may not write here");
            }
            Optional<MessageType> type = MessageTypes.named(envelope.type()).filter(channel.messages()::contains);
            if (type.isEmpty()) {
                return Optional.of("a kind that has no place here: " + envelope.type());
            }
            if (message.key() == null) {
                return Optional.of("no key");
            }
            if (message.value() == null) {
                return Optional.of("no content");
            }
            List<String> places = Schemas.check(type.orElseThrow(), ContractJson.tree(message.value()));
            if (!places.isEmpty()) {
                return Optional.of("against the schema: " + String.join(", ", places));
            }
            if (keys.isPresent()) {
                List<PublicKey> signing = keys.orElseThrow().signingKeys(envelope.writer());
                if (signing.isEmpty()) {
                    throw new InvalidEnvelope("no-public-key");
                }
                Signatures.verify(envelope, channel.name(), message.key(), message.value(), signing);
            }
            return Optional.empty();
        } catch (InvalidEnvelope e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Optional.of("not JSON");
        }
    }
}
