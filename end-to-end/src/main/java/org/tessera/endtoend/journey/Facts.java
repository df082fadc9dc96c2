package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the journey has found so far. Whatever is missing was refused or is not there, and the story says so. */
public final class Facts {
    private final Map<String, JsonNode> answers = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, Path> released = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Remembers an answer. */
    public JsonNode keep(String name, JsonNode answer) {
        answers.put(name, answer);
        return answer;
    }

    /** An answer that was kept; "missing" when there is none. */
    public JsonNode answer(String name) {
        return answers.getOrDefault(name, MissingNode.getInstance());
    }

    /** Remembers a count that was found. */
    public void count(String name, long value) {
        counts.put(name, value);
    }

    /** Every count in the order found. */
    public Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** Remembers a text: an id, a release. */
    public String note(String name, String text) {
        texts.put(name, text);
        return text;
    }

    /** A text that was noted. */
    public Optional<String> noted(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** Remembers a released resource. */
    public void release(String name, Path file) {
        released.put(name, file);
    }

    /** The released resources, by name. */
    public Map<String, Path> released() {
        return new LinkedHashMap<>(released);
    }
}
