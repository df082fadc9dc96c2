package org.tessera.enclave.omop;

import java.util.List;

/**
 * An OMOP table that the enclave keeps.
 *
 * @param name standard name, "visit_occurrence"
 * @param columns in the standard's order
 * @param key columns of its primary key
 */
public record CdmTable(String name, List<CdmColumn> columns, List<String> key) {
    /** Column that is never kept: a hospital's own number could stand in it. */
    static final String SOURCE_NUMBER = "person_source_value";

    static final String PERSON = "person_id";

    public CdmTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** Whether its rows belong to persons; vocabulary tables do not. */
    public boolean hasPersons() {
        return columns.stream().anyMatch(column -> column.name().equals(PERSON));
    }

    /** Whether it is the table of the persons themselves. */
    public boolean isPerson() {
        return name.equals("person");
    }

    /** The event's own id, which the enclave numbers when a partner has none; empty for other tables. */
    String eventId() {
        return hasPersons() && key.size() == 2
                ? key.stream()
                        .filter(column -> !column.equals(PERSON))
                        .findFirst()
                        .orElse("")
                : "";
    }
}
