package org.tessera.partner.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.Table;

/**
 * The tables of a folder of a data set, by the names of their files in upper or lower case.
 *
 * @param files table to its file, by name
 * @param others what else is in the folder
 */
record Tables(SortedMap<String, Path> files, List<Path> others) {
    /**
     * Looks into the folder; one that is not there holds nothing. Throws {@link Refusal} when a table is there under another
     * ending only, or twice: the bundle would lack it, and the enclave replaces a release as a whole.
     *
     * @param ending of the tables' files, ".csv"
     * @param known names of the tables
     */
    static Tables in(Path folder, String ending, Set<String> known) throws Refusal, IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        List<Path> others = new ArrayList<>();
        for (Path file : entries(folder)) {
            String table = stem(file);
            if (!known.contains(table) || !isNamed(file, table + ending)) {
                others.add(file);
            } else if (files.put(table, file) != null) {
                throw new Refusal(
                        "The table " + table + " is there twice, as files in upper and lower case: leave one.");
            }
        }
        for (Path other : others) {
            String table = stem(other);
            if (known.contains(table) && !files.containsKey(table)) {
                throw new Refusal(Table.name(other) + " would be left out: the table " + table + " is read from "
                        + table + ending + ".");
            }
        }
        return new Tables(files, others);
    }

    /** Tells of everything else that it stays, but for what is read in another way. */
    void noteOthersBut(String name, Report report) {
        for (Path other : others) {
            if (!Table.name(other).equals(name)) {
                report.note(Table.name(other) + " stays here: a bundle does not carry it.");
            }
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.sorted().toList();
        }
    }

    private static boolean isNamed(Path file, String name) {
        return Table.name(file).toLowerCase(Locale.ROOT).equals(name) && Files.isRegularFile(file);
    }

    /** The name to its first dot: what is there as "person.csv.gz" is the table person. */
    private static String stem(Path file) {
        String name = Table.name(file).toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
