package org.tessera.contracts;

import java.util.List;
import java.util.stream.Collectors;

/** The channels as a page for people. */
final class ChannelsPage {
    private ChannelsPage() {}

    static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Channels

                Made from `channels.yaml` by `org.tessera.contracts.Generate`; do not edit. What is not here does not cross a border.

                | topic | writes → reads | messages | key | kept | sealed to | identifiers in the open | sealed |
                |---|---|---|---|---|---|---|---|
                """);
        for (Channel channel : Channels.load().all()) {
            page.append(row(channel));
        }
        page.append("\n## What each is for\n\n");
        for (Channel channel : Channels.load().all()) {
            page.append("- `%s`: %s%n".formatted(channel.name(), channel.says()));
        }
        page.append("\n## Messages\n\n");
        for (MessageType type : MessageType.values()) {
            page.append("- `%s`: %s%n"
                    .formatted(
                            type.typeName(),
                            Schemas.document(type).path("description").asText()));
        }
        return page.toString().replace("\r\n", "\n");
    }

    private static String row(Channel channel) {
        String sealedTo = channel.sealedTo() == null ? "–" : channel.sealedTo();
        return "| `%s` | %s → %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        channel.name(),
                        list(channel.writers()),
                        list(channel.readers()),
                        channel.messages().stream().map(MessageTypes::shortName).collect(Collectors.joining(", ")),
                        channel.key(),
                        channel.retention(),
                        sealedTo,
                        list(channel.identifiers().open()),
                        list(channel.identifiers().sealed()));
    }

    private static String list(List<String> words) {
        return words.isEmpty() ? "–" : String.join(", ", words).replace("*", "\\*");
    }
}
