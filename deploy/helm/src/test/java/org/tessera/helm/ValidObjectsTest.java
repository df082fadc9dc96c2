package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidObjectsTest {
    private static final JsonNode CUSTOM_RESOURCES = customResources();

    static List<Chart.Setting> settings() {
        return Chart.settings();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_object_is_as_its_api_has_it(Chart.Setting setting) {
        for (KubernetesObject object : Chart.rendered(setting)) {
            if (StrictModel.knows(object.node())) {
                assertThatCode(() -> StrictModel.read(object.node()))
                        .as(object.toString())
                        .doesNotThrowAnyException();
            } else {
                assertThat(errors(object)).as(object.toString()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/spec/template/spec/containers/0/imagee", "/spec/replica", "/metadata/lables"})
    void a_field_that_the_api_does_not_know_is_found(String pointer) {
        ObjectNode deployment = deployment();
        int end = pointer.lastIndexOf('/');
        ((ObjectNode) deployment.at(pointer.substring(0, end))).put(pointer.substring(end + 1), "x");
        assertThatThrownBy(() -> StrictModel.read(deployment)).isInstanceOf(Exception.class);
    }

    @Test
    void a_number_where_a_text_belongs_is_found() {
        ObjectNode deployment = deployment();
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0/env/0")).put("value", 1);
        assertThatThrownBy(() -> StrictModel.read(deployment)).isInstanceOf(Exception.class);
    }

    @Test
    void a_field_that_strimzi_does_not_know_is_found() {
        ObjectNode kafka = find(Chart.OPERATORS, "Kafka", "kafka");
        assertThatCode(() -> StrictModel.read(kafka)).doesNotThrowAnyException();
        ((ObjectNode) kafka.at("/spec/kafka/listeners/0")).put("tlss", true);
        assertThatThrownBy(() -> StrictModel.read(kafka)).hasMessageContaining("tlss");
    }

    @Test
    void a_field_that_another_operator_does_not_know_is_found() {
        ObjectNode cluster = find(Chart.OPERATORS, "Cluster", "commons-database");
        assertThat(errors(new KubernetesObject(cluster))).isEmpty();
        ((ObjectNode) cluster.at("/spec/bootstrap/initdb")).put("databse", "x");
        assertThat(errors(new KubernetesObject(cluster))).isNotEmpty();
    }

    private static ObjectNode deployment() {
        return find(Chart.PLAIN, "Deployment", "imaging-commons");
    }

    private static ObjectNode find(Chart.Setting setting, String kind, String name) {
        return Chart.rendered(setting).stream()
                .filter(object -> object.is(kind) && object.name().equals(name))
                .findFirst()
                .orElseThrow()
                .node()
                .deepCopy();
    }

    /** What a custom resource without a Java model of its operator does against the fields written down in this module. */
    private static List<String> errors(KubernetesObject object) {
        JsonNode schema = CUSTOM_RESOURCES.path(object.apiVersion() + "/" + object.kind());
        if (schema.isMissingNode()) {
            return List.of("nobody knows " + object.apiVersion() + "/" + object.kind());
        }
        ObjectNode complete = schema.deepCopy();
        complete.set("$defs", CUSTOM_RESOURCES.path("$defs"));
        Schema spec = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(complete);
        return spec.validate(object.spec()).stream().map(Error::toString).toList();
    }

    private static JsonNode customResources() {
        try {
            return new com.fasterxml.jackson.dataformat.yaml.YAMLMapper()
                    .readTree(Files.readString(Path.of("src/test/resources/custom-resources.yaml")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
