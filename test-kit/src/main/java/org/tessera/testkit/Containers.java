package org.tessera.testkit;

import org.testcontainers.DockerClientFactory;

/**
 * Whether tests find their servers in containers: when {@code TESSERA_TESTCONTAINERS} is "true" and a Docker engine answers.
 * {@code TESSERA_POSTGRES_IMAGE} and {@code TESSERA_KAFKA_IMAGE} name the images.
 */
final class Containers {
    private static final boolean WANTED = decide();

    private Containers() {}

    static boolean wanted() {
        return WANTED;
    }

    private static boolean decide() {
        if (!"true".equals(System.getenv("TESSERA_TESTCONTAINERS"))) {
            return false;
        }
        boolean there = DockerClientFactory.instance().isDockerAvailable();
        System.err.println(
                there
                        ? "Servers of these tests: containers"
                        : "Servers of these tests: embedded, because no Docker engine answers");
        return there;
    }

    static String image(String variable, String otherwise) {
        return System.getenv().getOrDefault(variable, otherwise);
    }
}
