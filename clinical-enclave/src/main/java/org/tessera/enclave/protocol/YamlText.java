package org.tessera.enclave.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads fields of a YAML text and collects every mistake instead of stopping at the first. */
final class YamlText {
    /** Stands for a text that is missing, of which there is a mistake already. */
    static final String MISSING = "?";

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int LONGEST = 64 * 1024;

    private final List<String> mistakes = new ArrayList<>();
    private boolean isReadable = true;

    /** The root; throws {@link InvalidProtocol} when the text is no YAML object. */
    static JsonNode root(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidProtocol(List.of("the text is longer than " + LONGEST + " characters"));
        }
        try {
            JsonNode root = YAML.readTree(text);
            if (root == null || !root.isObject()) {
                throw new InvalidProtocol(List.of("the text is no YAML object"));
            }
            return root;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new InvalidProtocol(List.of("not readable as YAML at line " + (at == null ? "?" : at.getLineNr())));
        }
    }

    /**
     * No table, message or file takes other control characters than the breaks between lines and words. Throws
     * {@link InvalidProtocol}.
     */
    static void onlyPrintable(JsonNode root) {
        List<String> mistakes = new ArrayList<>();
        unprintable(root, "", mistakes);
        if (!mistakes.isEmpty()) {
            throw new InvalidProtocol(mistakes);
        }
    }

    private static void unprintable(JsonNode node, String place, List<String> mistakes) {
        if (node.isTextual() && isUnprintable(node.textValue())) {
            mistakes.add(place + " holds a control character");
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            unprintable(node.get(i), place + "[" + i + "]", mistakes);
        }
        node.properties().forEach(field -> {
            String name = place.isEmpty() ? field.getKey() : place + "." + field.getKey();
            String shown = name.replaceAll("\\p{Cntrl}", "?");
            if (isUnprintable(field.getKey())) {
                mistakes.add(shown + " holds a control character in its name");
            }
            unprintable(field.getValue(), shown, mistakes);
        });
    }

    private static boolean isUnprintable(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0);
    }

    List<String> mistakes() {
        return mistakes;
    }

    /** Whether everything stands there that has to; a broken {@link #rule} leaves it readable. */
    boolean isReadable() {
        return isReadable;
    }

    /** Notes the mistake unless this holds, without which the text cannot be read as a protocol. */
    void check(boolean holds, String mistake) {
        if (!holds) {
            mistake(mistake);
        }
    }

    /** Notes the mistake unless this holds, without which what can be read could not be analysed or released. */
    void rule(boolean holds, String mistake) {
        if (!holds) {
            mistakes.add(mistake);
        }
    }

    private void mistake(String sentence) {
        isReadable = false;
        mistakes.add(sentence);
    }

    String text(JsonNode node, String field, String place) {
        JsonNode value = node.path(field);
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            mistake(place + "." + field + " is missing");
            return MISSING;
        }
        return value.asText().strip();
    }

    int whole(JsonNode node, String field, String place) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            mistake(place + "." + field + " must be a whole number");
            return 0;
        }
        return value.asInt();
    }

    double number(JsonNode node, String field, String place) {
        JsonNode value = node.path(field);
        if (!value.isNumber()) {
            mistake(place + "." + field + " must be a number");
            return 1;
        }
        rule(Double.isFinite(value.asDouble()), place + "." + field + " must be a number");
        return value.asDouble();
    }

    List<String> texts(JsonNode node, String field, String place) {
        JsonNode value = node.path(field);
        if (!value.isArray() || value.isEmpty()) {
            mistake(place + "." + field + " must be a list with at least one entry");
            return List.of();
        }
        Set<String> texts = new LinkedHashSet<>();
        value.forEach(each -> texts.add(each.asText().strip()));
        return List.copyOf(texts);
    }

    <T> List<T> each(JsonNode node, String field, String place, Function<At, T> read) {
        JsonNode value = node.path(field);
        String where = place.isEmpty() ? field : place + "." + field;
        if (!value.isArray() || value.isEmpty()) {
            mistake(where + " must be a list with at least one entry");
            return List.of();
        }
        List<T> read1 = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            read1.add(read.apply(new At(value.get(i), where + "[" + i + "]")));
        }
        return read1;
    }

    void onlyFields(JsonNode node, String place, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                mistake((place.isEmpty() ? "" : place + ".") + name + " is not a field of a protocol");
            }
        });
    }

    <E extends Enum<E>> E choice(JsonNode node, String field, String place, E[] choices) {
        String text = text(node, field, place);
        for (E choice : choices) {
            if (choice.name().equals(text)) {
                return choice;
            }
        }
        mistake(place + "." + field + " must be one of " + List.of(choices));
        return choices[0];
    }

    /** A node and how to name it in a sentence. */
    record At(JsonNode node, String place) {}
}
