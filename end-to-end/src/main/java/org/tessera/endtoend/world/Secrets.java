package org.tessera.endtoend.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Passwords and client secrets of the local world, made at random once and kept in a file that only its owner can read.
 * Names are those of the environment variables that the realm files ask for.
 */
public final class Secrets {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(TESSERA_[A-Z_]+)}");
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();

    private Secrets(Path file) {
        this.file = file;
    }

    /** Reads the secrets and makes those that the realm files name and that are not there yet. */
    public static Secrets open(Places places) {
        Secrets secrets = new Secrets(places.home().resolve("secrets.env"));
        secrets.read();
        placeholders(places.realms()).forEach(secrets::of);
        return secrets;
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> line.contains("="))
                    .forEach(line ->
                            values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all secrets that the realm files ask for. */
    static List<String> placeholders(Path realms) {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(realms)) {
            for (Path realm : files.sorted().toList()) {
                PLACEHOLDER.matcher(Files.readString(realm)).results().forEach(found -> names.add(found.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** The secret of that name, made and kept when it is new. */
    public synchronized String of(String name) {
        String known = values.get(name);
        if (known != null) {
            return known;
        }
        String fresh = random(24);
        values.put(name, fresh);
        write();
        return fresh;
    }

    /** Secret of a client in the realm {@code mesh}. */
    public String ofClient(String clientId) {
        return of("TESSERA_SECRET_" + variable(clientId));
    }

    /** Password of a demo account. */
    public String ofAccount(String user) {
        return of("TESSERA_PASSWORD_" + variable(user));
    }

    /** Everything, as environment, in the order of the names. */
    public synchronized SortedMap<String, String> all() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        RANDOM.ints(length, 0, ALPHABET.length()).forEach(at -> text.append(ALPHABET.charAt(at)));
        return text.toString();
    }

    private void write() {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        writePrivately(file, text.toString());
    }

    /** Writes a file that only its owner can read. */
    static void writePrivately(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
