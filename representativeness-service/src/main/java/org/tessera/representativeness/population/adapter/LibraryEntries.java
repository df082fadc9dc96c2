package org.tessera.representativeness.population.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.population.adapter.LibraryEntryRow.Kind;
import org.tessera.rest.Problems;

/** Versions of named things in table {@code library_entry}, as JSON. */
@ApplicationScoped
class LibraryEntries {
    private static final int MOST_OF_ONE_ACCOUNT = 200;
    /** All of an account's are read at once, and everybody may have an account. */
    private static final int MOST_CHARACTERS_OF_ONE_ACCOUNT = 4_000_000;

    private static final String VISIBLE = "kind = ?1 and (owner is null or owner = ?2)";

    private final ObjectMapper json;
    private final Clock clock;
    private final EntityManager database;

    LibraryEntries(ObjectMapper json, Clock clock, EntityManager database) {
        this.json = json;
        this.clock = clock;
        this.database = database;
    }

    /** The newest version of each name and attribute that an account may use, in the order of their first versions. */
    <T> List<T> newest(Kind kind, String account, Class<T> type) {
        Map<String, LibraryEntryRow> newest = new LinkedHashMap<>();
        LibraryEntryRow.<LibraryEntryRow>find(VISIBLE, Sort.by("id"), kind, account).stream()
                .forEach(row -> newest.put(row.owner + "/" + row.name + "/" + row.attribute, row));
        return newest.values().stream().map(row -> read(row, type)).toList();
    }

    /** All versions of a name that an account may use, newest first. */
    <T> Stream<T> versions(Kind kind, String name, String account, Class<T> type) {
        return LibraryEntryRow.<LibraryEntryRow>find(
                        VISIBLE + " and name = ?3", Sort.descending("version"), kind, account, name)
                .stream()
                .map(row -> read(row, type));
    }

    void oneAtATime(Kind kind, String name) {
        database.createNativeQuery("select pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, kind + "/" + name)
                .getResultList();
    }

    void add(Kind kind, String name, String attribute, String version, @Nullable String owner, Object thing) {
        String document = write(thing);
        if (owner != null) {
            refuseTooMuch(owner, document.length());
        }
        LibraryEntryRow row = new LibraryEntryRow();
        row.kind = kind;
        row.name = name;
        row.attribute = attribute;
        row.version = Integer.parseInt(version);
        row.owner = owner;
        row.document = document;
        row.addedAt = clock.instant();
        row.persist();
    }

    private void refuseTooMuch(String owner, int more) {
        if (LibraryEntryRow.count("owner", owner) >= MOST_OF_ONE_ACCOUNT) {
            throw Problems.conflict("library-full", "an account keeps at most 200 references and alignments");
        }
        long kept = ((Number) database.createNativeQuery(
                                "select coalesce(sum(length(document)), 0) from library_entry where owner = ?1")
                        .setParameter(1, owner)
                        .getSingleResult())
                .longValue();
        if (kept + more > MOST_CHARACTERS_OF_ONE_ACCOUNT) {
            throw Problems.conflict(
                    "library-full",
                    "an account's references and alignments have at most 4,000,000 characters together");
        }
    }

    private String write(Object thing) {
        try {
            return json.writeValueAsString(thing);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of the library could not be written", e);
        }
    }

    private <T> T read(LibraryEntryRow row, Class<T> type) {
        try {
            return json.readValue(row.document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of the library could not be read", e);
        }
    }
}
