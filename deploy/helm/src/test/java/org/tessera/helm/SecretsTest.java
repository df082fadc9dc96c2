package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.helm.KubernetesObject.items;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets come from outside, and secrets.yaml names every one of them. */
class SecretsTest {
    private static final Pattern LITERAL = Pattern.compile("(?i)(?:password|secret)\"?\\s*[=:]\\s*\"?([a-z0-9]{6,})");

    static List<Chart.Setting> settings() {
        return Chart.settings();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void the_chart_makes_no_secret_and_says_none(Chart.Setting setting) {
        assertThat(Chart.rendered(setting)).noneMatch(object -> object.is("Secret"));
        assertThat(Chart.rendered(setting)).allSatisfy(object -> {
            assertThat(literals(object.node().path("data").toString())).isEmpty();
            assertThat(literals(object.spec().path("realm").toString())).isEmpty();
            assertThat(object.node().findValues("env").stream().flatMap(list -> items(list).stream()))
                    .filteredOn(variable -> variable.path("name").asText().matches(".*(PASSWORD|SECRET)"))
                    .noneMatch(variable -> variable.has("value"));
        });
    }

    @Test
    void a_literal_is_seen() {
        assertThat(literals(
                        "{\"secret\":\"hunter22\"} \"secret\": \"${PLACE}\" password=\"${env:A}\" password=swordfish"))
                .containsExactly("hunter22", "swordfish");
    }

    private static List<String> literals(String text) {
        return LITERAL.matcher(text.replace("\\\"", "\""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_secret_that_is_used_is_in_the_list_and_the_list_holds_no_other(Chart.Setting setting) {
        Set<String> used = new TreeSet<>();
        Chart.rendered(setting)
                .forEach(object -> walk(object.node(), (name, node) -> {
                    switch (name) {
                        case "secretKeyRef", "usernameSecret", "passwordSecret", "secretRef" ->
                            used.add(domain(object, node.path("name")));
                        case "secret" ->
                            used.add(domain(
                                    object,
                                    node.isTextual() ? node : node.path(node.has("name") ? "name" : "secretName")));
                        default -> {}
                    }
                }));
        used.removeIf(name -> name.endsWith("-tls"));
        Set<String> listed = new TreeSet<>();
        for (JsonNode secret : Chart.file("secrets.yaml").path("secrets")) {
            if (secret.path("profile").asText(setting.profile()).equals(setting.profile())) {
                listed.add(secret.path("domain").asText() + "/"
                        + secret.path("name").asText());
            }
        }
        assertThat(used).isEqualTo(listed);
    }

    private static String domain(KubernetesObject object, JsonNode name) {
        return object.namespace().substring(object.namespace().indexOf('-') + 1) + "/" + name.asText();
    }

    private static void walk(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        node.properties().stream()
                .filter(entry -> !entry.getKey().equals("realm"))
                .forEach(entry -> {
                    visitor.accept(entry.getKey(), entry.getValue());
                    walk(entry.getValue(), visitor);
                });
        if (node.isArray()) {
            node.forEach(child -> walk(child, visitor));
        }
    }
}
