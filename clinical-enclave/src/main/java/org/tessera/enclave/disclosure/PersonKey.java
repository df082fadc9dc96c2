package org.tessera.enclave.disclosure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Comparator;

/**
 * One person in the disclosure check of one project, the same in all its releases: the least of the project's aliases
 * of her commons subjects ({@code Aliases.subject}). Never shown to anyone, hidden in logs.
 */
public record PersonKey(@JsonValue String value) {
    @JsonCreator
    public PersonKey {}

    /** The key of a person with these subject aliases; at least one. */
    public static PersonKey of(Collection<String> subjectAliases) {
        return new PersonKey(
                subjectAliases.stream().min(Comparator.naturalOrder()).orElseThrow());
    }

    @Override
    public String toString() {
        return "PersonKey[hidden]";
    }
}
