package org.tessera.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What deploy/observability shows and watches. */
final class Dashboards {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern METRIC = Pattern.compile("\\b(?:tessera|process)_[a-z_]+");

    private Dashboards() {}

    static List<JsonNode> alerts() {
        List<JsonNode> alerts = new ArrayList<>();
        for (JsonNode group : read(new YAMLMapper(), "alerts.yaml").path("groups")) {
            group.path("rules").forEach(alerts::add);
        }
        return alerts;
    }

    /** What promtool expects of the alerts, each of one alert at one moment. */
    static List<JsonNode> expectations() {
        try (Stream<Path> files = Files.list(ROOT.resolve("deploy/observability/tests"))) {
            return files.map(file -> read(new YAMLMapper(), "tests/" + file.getFileName()))
                    .flatMap(tests -> tests.findValues("alert_rule_test").stream())
                    .flatMap(expectations -> StreamSupport.stream(expectations.spliterator(), false))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        read(new ObjectMapper(), "dashboard.json").path("panels").forEach(panels::add);
        return panels;
    }

    /** Every expression of an alert or a panel. */
    static List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        alerts().forEach(alert -> expressions.add(alert.path("expr").asText()));
        panels().forEach(panel -> expressions.addAll(panel.findValuesAsText("expr")));
        return expressions;
    }

    /** The metrics in them, as Prometheus names them. */
    static Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        expressions()
                .forEach(expression -> METRIC.matcher(expression).results().forEach(found -> names.add(found.group())));
        return names;
    }

    /** The services that the chart installs. */
    static Set<String> services() {
        Set<String> services = new TreeSet<>();
        read(new YAMLMapper(), "../helm/tessera/values.yaml")
                .path("services")
                .fieldNames()
                .forEachRemaining(services::add);
        return services;
    }

    private static JsonNode read(ObjectMapper mapper, String file) {
        try {
            return mapper.readTree(
                    Files.readString(ROOT.resolve("deploy/observability").resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
