package org.tessera.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The chart of this folder and what Helm makes of it. */
final class Chart {
    static final Path FOLDER = Path.of("tessera").toAbsolutePath();
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Map<Setting, List<KubernetesObject>> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /**
     * A way to install the chart that is worth a test.
     *
     * @param profile plain or operators
     * @param kubernetes version of the cluster
     * @param everything whether all that is optional is switched on
     */
    record Setting(String profile, String kubernetes, boolean everything) {
        @Override
        public String toString() {
            return profile + " on Kubernetes " + kubernetes + (everything ? " with everything" : "");
        }
    }

    static final Setting PLAIN = new Setting("plain", "1.34.0", false);
    static final Setting PLAIN_EVERYTHING = new Setting("plain", "1.34.0", true);
    static final Setting OPERATORS = new Setting("operators", "1.34.0", false);
    static final Setting OPERATORS_EVERYTHING = new Setting("operators", "1.34.0", true);
    static final Setting PLAIN_OLD = new Setting("plain", "1.20.2", false);

    static List<Setting> settings() {
        return List.of(PLAIN, PLAIN_EVERYTHING, OPERATORS, OPERATORS_EVERYTHING, PLAIN_OLD);
    }

    /** Everything Helm renders for the setting; rendered once. */
    static List<KubernetesObject> rendered(Setting setting) {
        return RENDERED.computeIfAbsent(setting, Chart::render);
    }

    private static List<KubernetesObject> render(Setting setting) {
        TemplateCommand command = new Helm(FOLDER)
                .template()
                .withName("tessera")
                .withNamespace("default")
                .withKubeVersion(setting.kubernetes());
        if (setting.profile().equals("operators")) {
            command.withValuesFile(FOLDER.resolve("values-operators.yaml"));
        }
        if (setting.everything()) {
            command.withValuesFile(Path.of("src/test/resources/everything.yaml").toAbsolutePath());
        }
        return objects(command.call());
    }

    static List<KubernetesObject> objects(String manifest) {
        List<KubernetesObject> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(manifest)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document.isObject()) {
                    objects.add(new KubernetesObject(document));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return objects;
    }

    /** A YAML file of the chart's folder. */
    static JsonNode file(String name) {
        try {
            return YAML.readTree(Files.readString(FOLDER.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
