package org.tessera.endtoend.journey;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.tessera.contracts.Channels;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;
import org.tessera.partner.tokens.References;

/** What the search for leaks looks for: all that could name anybody of the two registers. */
final class Sought {
    /** What it is called in {@code channels.yaml}, of what some channels may carry open. */
    private static final Map<String, String> IDENTIFIERS =
            Map.of("commons id (plain)", "commons-subject-id", "enclaveRef (plain)", "enclave-ref");

    private final Scene scene;
    private final World world;

    Sought(Scene scene, World world) {
        this.scene = scene;
        this.world = world;
    }

    /**
     * Whether governance lets that be there: what a channel declares as open, on it and in its readers' quarantine; a
     * commons id, which is public, in an answer.
     */
    static boolean isAllowed(Evidence.Item item, String found) {
        return switch (item.kind()) {
            case "http", "problem" -> found.startsWith("commons id ");
            case "topic", "quarantine" ->
                Channels.load()
                        .require(item.place().substring(item.place().lastIndexOf(' ') + 1))
                        .identifiers()
                        .open()
                        .contains(IDENTIFIERS.getOrDefault(found, "nothing"));
            default -> false;
        };
    }

    /** Everything. */
    Needles all() throws IOException, SQLException {
        Needles needles = new Needles();
        for (Path register : registers()) {
            for (NamedCsvRecord row : Rows.of(register)) {
                addPerson(needles, row);
            }
        }
        addPseudonyms(needles);
        addReferences(needles);
        addCases(needles);
        return needles;
    }

    private List<Path> registers() {
        return List.of(scene.data().clinicalRegister(), scene.data().imagingRegister());
    }

    /** Names, birth dates with a name, numbers and addresses. */
    private static void addPerson(Needles needles, NamedCsvRecord row) {
        String last = row.getField("last");
        needles.addName("name", row.getField("first"), last);
        needles.add("name and birth date", last + "|" + row.getField("birth_date"));
        needles.add("name and birth date", last + "," + row.getField("birth_date"));
        needles.add("address", row.getField("address"));
        if (!row.getField("ssn").isBlank()) {
            needles.add("ssn", row.getField("ssn"));
            needles.add("ssn", row.getField("ssn").replace("-", ""));
        }
        if (last.length() >= 9) {
            needles.add("last name", last);
        }
    }

    /** What only the hospitals and, sealed, the broker have of a person: tokens and encodings. */
    Needles pseudonyms() throws IOException {
        Needles needles = new Needles();
        addPseudonyms(needles);
        return needles;
    }

    private void addPseudonyms(Needles needles) throws IOException {
        for (Path register : registers()) {
            Tokens.all(scene, register).forEach(token -> needles.add("token", token));
            Encodings.all(scene, register).forEach(encoding -> needles.add("encoding", encoding));
        }
        Path misspelt = scene.own("hospitals").resolve(Misspelt.FILE);
        if (Files.exists(misspelt)) {
            Encodings.all(scene, misspelt).forEach(encoding -> needles.add("encoding", encoding));
        }
    }

    /** What the enclave alone may know: references, and record numbers, the hospital's and its own, in a field. */
    private void addReferences(Needles needles) throws IOException, SQLException {
        String key = Files.readString(scene.own("hospitals").resolve("reference-key.hex"));
        References references = new References(HexFormat.of().parseHex(key.strip()));
        for (NamedCsvRecord row : Rows.of(scene.data().clinicalRegister())) {
            String number = row.getField("person_id");
            needles.add("enclaveRef", references.enclaveRef(number).value());
            addNumber(needles, number);
        }
        try (Connection connection = world.postgres().connect(ServiceSpec.ENCLAVE.database());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT person_id FROM person_ref")) {
            while (found.next()) {
                addNumber(needles, found.getString(1));
            }
        }
    }

    private static void addNumber(Needles needles, String number) {
        for (String field : List.of("person_id\":", "personId\":")) {
            needles.add("person_id", field + number + ",");
            needles.add("person_id", field + number + "}");
        }
    }

    private void addCases(Needles needles) throws IOException {
        for (NamedCsvRecord row : Rows.of(scene.data().imagingRegister())) {
            needles.add("commons id", row.getField("midrc_id"));
        }
    }

    /** The commons' names of cases. */
    Needles cases() throws IOException {
        Needles needles = new Needles();
        addCases(needles);
        return needles;
    }
}
