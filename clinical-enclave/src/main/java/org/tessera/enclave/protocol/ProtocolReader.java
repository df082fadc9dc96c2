package org.tessera.enclave.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tessera.envelope.Digests;

/** Reads one protocol text; every mistake is collected before it refuses. */
final class ProtocolReader {
    private static final String SCHEMA = "tessera-protocol/1";
    private static final int WIDEST_WINDOW_DAYS = 3650;
    private static final double FINEST_UNIT = 0.001;
    private static final Set<String> FIELDS = Set.of(
            "schema",
            "name",
            "version",
            "title",
            "citation",
            "conceptSets",
            "indexEvent",
            "imaging",
            "hospitalisation",
            "phenotypes",
            "outcome",
            "covariates",
            "history",
            "models");

    private final YamlText yaml = new YamlText();
    private final Map<String, ConceptSet> sets = new LinkedHashMap<>();
    private final ConceptFiles files;
    private final JsonNode root;
    private final String digest;

    ProtocolReader(String text, ConceptFiles files) {
        this.files = files;
        this.root = YamlText.root(text);
        this.digest = Digests.prefixed(text.getBytes(StandardCharsets.UTF_8));
    }

    Protocol read() {
        YamlText.onlyPrintable(root);
        Protocol protocol = protocol();
        if (!yaml.mistakes().isEmpty()) {
            throw new InvalidProtocol(yaml.mistakes());
        }
        return protocol;
    }

    Protocol readApproved() {
        Protocol protocol = protocol();
        if (!yaml.isReadable()) {
            throw new InvalidProtocol(yaml.mistakes());
        }
        return protocol;
    }

    private Protocol protocol() {
        yaml.onlyFields(root, "", FIELDS);
        check(SCHEMA.equals(root.path("schema").asText()), "schema must be " + SCHEMA);
        String name = yaml.text(root, "name", "protocol");
        check(name.matches("[a-z][a-z0-9-]*"), "protocol.name must be of lower-case letters, digits and hyphens");
        String version = yaml.text(root, "version", "protocol");
        check(version.matches("\\d+\\.\\d+\\.\\d+"), "protocol.version must be like 1.0.0");
        String title = yaml.text(root, "title", "protocol");
        conceptSets();
        var event = indexEvent(root.path("indexEvent"));
        var imaging = imaging(root.path("imaging"));
        var visits = concepts(root.path("hospitalisation"), "visits", "hospitalisation");
        var phenotypes = yaml.each(root, "phenotypes", "", this::phenotype);
        var covariates = yaml.each(root, "covariates", "", this::covariate);
        var history = root.has("history") ? yaml.each(root, "history", "", this::history) : List.<History>of();
        var models = yaml.each(root, "models", "", this::model);
        String outcome = yaml.text(root, "outcome", "protocol");
        new Names(yaml).check(phenotypes, covariates, history, models, outcome);
        String citation = root.path("citation").asText("").strip();
        return new Protocol(
                name,
                version,
                title,
                citation,
                event,
                imaging,
                visits,
                phenotypes,
                outcome,
                covariates,
                history,
                models,
                sets,
                digest);
    }

    private void conceptSets() {
        JsonNode node = root.path("conceptSets");
        check(node.isObject() && !node.isEmpty(), "conceptSets must name at least one concept set");
        node.properties().forEach(entry -> {
            String place = "conceptSets." + entry.getKey();
            String file = yaml.text(entry.getValue(), "file", place);
            List<String> wanted = yaml.texts(entry.getValue(), "sets", place);
            Optional<List<ConceptFiles.Row>> rows = files.rows(file);
            check(rows.isPresent(), place + ".file is not a concept file of the enclave");
            Set<String> known =
                    rows.orElse(List.of()).stream().map(ConceptFiles.Row::set).collect(Collectors.toSet());
            for (String set : wanted) {
                check(rows.isEmpty() || known.contains(set), place + ".sets names a set that the file does not have");
            }
            sets.put(entry.getKey(), files.set(entry.getKey(), rows.orElse(List.of()), wanted));
        });
    }

    private ConceptSet concepts(JsonNode node, String field, String place) {
        String name = yaml.text(node, field, place);
        ConceptSet set = sets.get(name);
        if (set == null) {
            check(
                    YamlText.MISSING.equals(name),
                    place + "." + field + " names a concept set that is not in conceptSets");
            return new ConceptSet(YamlText.MISSING, Set.of(), Set.of(), Set.of());
        }
        return set;
    }

    private IndexEvent indexEvent(JsonNode node) {
        String place = "indexEvent";
        return new IndexEvent(
                yaml.text(node, "name", place),
                concepts(node, "measurement", place),
                concepts(node, "result", place),
                lowerCase(node.path("resultText")));
    }

    private Imaging imaging(JsonNode node) {
        String place = "imaging";
        Set<String> modalities = new TreeSet<>();
        yaml.texts(node, "modality", place).forEach(each -> modalities.add(each.toUpperCase(Locale.ROOT)));
        String view = yaml.text(node, "view", place).toUpperCase(Locale.ROOT);
        JsonNode days = node.path("window");
        int min = yaml.whole(days, "minDays", "imaging.window");
        int max = yaml.whole(days, "maxDays", "imaging.window");
        check(min <= max, "imaging.window.minDays is greater than maxDays");
        yaml.rule((long) max - min <= WIDEST_WINDOW_DAYS, "imaging.window is wider than ten years");
        var countBy = yaml.choice(node, "countImagingBy", place, Imaging.CountImagingBy.values());
        return new Imaging(modalities, view, new Window(min, max), countBy, concepts(node, "procedure", place));
    }

    private Phenotype phenotype(YamlText.At at) {
        String name = yaml.text(at.node(), "name", at.place());
        var when = yaml.choice(at.node(), "window", at.place(), Phenotype.When.values());
        int hours = 0;
        if (when == Phenotype.When.HOURS_AFTER_STUDY) {
            hours = yaml.whole(at.node(), "hours", at.place());
            check(hours > 0, at.place() + ".hours must be positive");
        }
        return new Phenotype(name, when, hours, yaml.each(at.node(), "criteria", at.place(), this::criterion));
    }

    private Criterion criterion(YamlText.At at) {
        JsonNode node = at.node();
        String name = yaml.text(node, "name", at.place());
        if (node.has("events")) {
            return new Criterion.Event(name, concepts(node, "events", at.place()));
        }
        if (node.has("visits")) {
            return new Criterion.Visit(name, concepts(node, "visits", at.place()));
        }
        if (node.has("discharge")) {
            return new Criterion.Discharge(name, concepts(node, "discharge", at.place()), lowerCase(node.path("text")));
        }
        check(node.path("death").asBoolean(), at.place() + " must have one of events, visits, discharge, death");
        return new Criterion.Death(name);
    }

    private Covariate covariate(YamlText.At at) {
        JsonNode node = at.node();
        String name = yaml.text(node, "name", at.place());
        if (node.has("measure")) {
            double unit = yaml.number(node, "unit", at.place());
            yaml.rule(
                    unit >= FINEST_UNIT && unit <= 1,
                    at.place() + ".unit must be from " + FINEST_UNIT + " to 1: the measure lies between 0 and 1");
            String column = yaml.text(node, "measure", at.place());
            check("imaging_index".equals(column), at.place() + ".measure is not a column of an upload schema");
            return new Covariate.Measure(name, column, unit);
        }
        if (node.has("conditions")) {
            var conditions = yaml.each(node, "conditions", at.place(), this::condition);
            Set<String> names =
                    conditions.stream().map(Covariate.Condition::name).collect(Collectors.toSet());
            conditions.forEach(each -> check(
                    names.containsAll(each.replaces()), at.place() + " replaces a condition that is not in its list"));
            return new Covariate.WeightedConditions(name, conditions, yaml.whole(node, "atLeast", at.place()));
        }
        check(node.has("lowest"), at.place() + " must have one of measure, conditions, lowest");
        Optional<Covariate.Third> fallback = Optional.empty();
        if (node.has("fallback")) {
            String place = at.place() + ".fallback";
            JsonNode pair = node.path("fallback");
            fallback = Optional.of(new Covariate.Third(concepts(pair, "low", place), concepts(pair, "high", place)));
        }
        return new Covariate.LowestOnStudyDay(
                name,
                concepts(node, "lowest", at.place()),
                fallback,
                yaml.number(node, "below", at.place()),
                node.has("unit") ? Optional.of(unit(node.path("unit"), at.place() + ".unit")) : Optional.empty());
    }

    private Covariate.Unit unit(JsonNode node, String place) {
        yaml.onlyFields(node, place, Set.of("concepts", "text"));
        return new Covariate.Unit(concepts(node, "concepts", place), lowerCase(node.path("text")));
    }

    private static Set<String> lowerCase(JsonNode texts) {
        Set<String> text = new HashSet<>();
        texts.forEach(each -> text.add(each.asText().strip().toLowerCase(Locale.ROOT)));
        return text;
    }

    private Covariate.Condition condition(YamlText.At at) {
        Set<String> replaces = new HashSet<>();
        at.node().path("replaces").forEach(each -> replaces.add(each.asText()));
        return new Covariate.Condition(
                yaml.text(at.node(), "name", at.place()),
                concepts(at.node(), "concepts", at.place()),
                yaml.whole(at.node(), "weight", at.place()),
                replaces);
    }

    private History history(YamlText.At at) {
        JsonNode node = at.node();
        yaml.onlyFields(node, at.place(), Set.of("name", "has", "hasNot"));
        check(!node.path("hasNot").equals(node.path("has")), at.place() + ".hasNot is the concept set of has");
        return new History(
                yaml.text(node, "name", at.place()),
                concepts(node, "has", at.place()),
                node.has("hasNot") ? Optional.of(concepts(node, "hasNot", at.place())) : Optional.empty());
    }

    private Protocol.Model model(YamlText.At at) {
        return new Protocol.Model(
                yaml.text(at.node(), "name", at.place()),
                yaml.text(at.node(), "title", at.place()),
                yaml.texts(at.node(), "covariates", at.place()));
    }

    private void check(boolean holds, String mistake) {
        yaml.check(holds, mistake);
    }
}
