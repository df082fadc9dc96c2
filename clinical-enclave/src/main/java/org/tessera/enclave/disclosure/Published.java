package org.tessera.enclave.disclosure;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What is printed for a count of persons. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "as")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Published.Exact.class, name = "exact"),
    @JsonSubTypes.Type(value = Published.FewerThan.class, name = "fewerThan"),
    @JsonSubTypes.Type(value = Published.Withheld.class, name = "withheld")
})
public sealed interface Published {
    /** How it is printed. */
    String text();

    /** The count itself. */
    record Exact(int count) implements Published {
        @Override
        public String text() {
            return Integer.toString(count);
        }
    }

    /** An integer from 1 to limit - 1. */
    record FewerThan(int limit) implements Published {
        @Override
        public String text() {
            return "<" + limit;
        }
    }

    /** Nothing, to protect another cell (secondary suppression); any integer from 0. */
    record Withheld() implements Published {
        @Override
        public String text() {
            return "withheld";
        }
    }
}
