package org.tessera.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that may cross a border, read from {@code channels.yaml}: governance as data. */
public final class Channels {
    private static final String RESOURCE = "/org/tessera/contracts/channels.yaml";
    private static final Channels ALL = read();

    private final List<Channel> channels;

    private Channels(List<Channel> channels) {
        this.channels = List.copyOf(channels);
    }

    /** The list that the project ships. */
    public static Channels load() {
        return ALL;
    }

    /** Every channel, in the order of the file. */
    public List<Channel> all() {
        return channels;
    }

    /** The channel of that topic, if there is one. */
    public Optional<Channel> find(String topic) {
        return channels.stream().filter(channel -> channel.name().equals(topic)).findFirst();
    }

    /** The channel of that topic; throws {@link IllegalArgumentException} when channels.yaml has none. */
    public Channel require(String topic) {
        return find(topic).orElseThrow(() -> new IllegalArgumentException("no channel " + topic));
    }

    /** Whether this client may write that topic; false for a topic that is not in the list. */
    public boolean mayWrite(String clientId, String topic) {
        return find(topic).map(channel -> channel.mayWrite(clientId)).orElse(false);
    }

    /** Whether this client may read that topic; false for a topic that is not in the list. */
    public boolean mayRead(String clientId, String topic) {
        return find(topic).map(channel -> channel.mayRead(clientId)).orElse(false);
    }

    /** What this client reads. */
    public List<Channel> readBy(String clientId) {
        return channels.stream().filter(channel -> channel.mayRead(clientId)).toList();
    }

    /** What this client writes. */
    public List<Channel> writtenBy(String clientId) {
        return channels.stream().filter(channel -> channel.mayWrite(clientId)).toList();
    }

    private static Channels read() {
        try (InputStream in = Channels.class.getResourceAsStream(RESOURCE)) {
            JsonNode file = new YAMLMapper().readTree(Objects.requireNonNull(in, RESOURCE));
            List<Channel> channels = new ArrayList<>();
            file.required("channels")
                    .properties()
                    .forEach(entry -> channels.add(channel(entry.getKey(), entry.getValue())));
            return new Channels(channels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Channel channel(String name, JsonNode node) {
        JsonNode identifiers = node.required("identifiers");
        return new Channel(
                name,
                node.required("says").asText(),
                texts(node.required("writers")),
                texts(node.required("readers")),
                texts(node.required("messages")).stream().map(Channels::message).toList(),
                node.required("key").asText(),
                Duration.parse(node.required("retention").asText()),
                optional(node.get("sealedTo")),
                new Channel.Identifiers(texts(identifiers.required("open")), texts(identifiers.required("sealed"))));
    }

    private static MessageType message(String shortName) {
        return MessageTypes.shortNamed(shortName)
                .orElseThrow(() -> new IllegalStateException("channels.yaml names an unknown message " + shortName));
    }

    private static @Nullable String optional(@Nullable JsonNode node) {
        return node == null ? null : node.asText();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return List.copyOf(texts);
    }
}
