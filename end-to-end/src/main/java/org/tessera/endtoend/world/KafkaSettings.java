package org.tessera.endtoend.world;

import java.nio.file.Path;

/** Kafka's client settings as a file, for Kafka's own tools and for the contract tests. */
public final class KafkaSettings {
    private KafkaSettings() {}

    /** Writes those of the super user; only the owner can read the file. */
    public static Path write(Stage world) {
        StringBuilder text = new StringBuilder();
        world.administratorSettings()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        Path file = world.places().home().resolve("kafka-administrator.properties");
        Secrets.writePrivately(file, text.toString());
        return file;
    }
}
