package org.tessera.enclave.alignment.adapter;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.protocol.ConceptSet;

/** Concept sets and persons as arguments of SQL; codes whose id is not known are looked up in the loaded vocabulary. */
public final class Concepts {
    private static final String BY_CODE =
            "select concept_id from omop.concept where vocabulary_id = ? and upper(concept_code) = ?";

    private final Connection connection;

    /** Over one connection. */
    public Concepts(Connection connection) {
        this.connection = connection;
    }

    /**
     * A concept set as SQL arrays.
     *
     * @param ids bigint[] of concept ids
     * @param codes text[] of codes in upper case
     */
    public record Arguments(Array ids, Array codes) {}

    /** The arguments of a concept set. */
    public Arguments of(ConceptSet set) throws SQLException {
        Set<Long> ids = new HashSet<>(set.ids());
        Set<String> codes = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(BY_CODE)) {
            for (ConceptSet.Code code : set.codes()) {
                codes.add(code.code().toUpperCase(Locale.ROOT));
                statement.setString(1, code.vocabulary());
                statement.setString(2, code.code().toUpperCase(Locale.ROOT));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                    }
                }
            }
        }
        return new Arguments(
                connection.createArrayOf("bigint", ids.toArray()), connection.createArrayOf("text", codes.toArray()));
    }

    /** Persons as bigint[]. */
    public Array persons(Set<PersonId> persons) throws SQLException {
        return connection.createArrayOf(
                "bigint", persons.stream().map(PersonId::value).toArray());
    }
}
