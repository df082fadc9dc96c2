package org.tessera.endtoend.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The demo accounts, as the realm files have them. */
public final class Accounts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Accounts() {}

    /**
     * An account.
     *
     * @param realm its realm
     * @param user its user name
     * @param role its only role
     */
    public record Account(String realm, String user, String role) {}

    /** All of them. */
    public static List<Account> of(Places places) {
        List<Account> accounts = new ArrayList<>();
        try (Stream<Path> files = Files.list(places.realms())) {
            for (Path file : files.sorted().toList()) {
                JsonNode realm = JSON.readTree(file.toFile());
                for (JsonNode user : realm.path("users")) {
                    if (user.hasNonNull("credentials")) {
                        accounts.add(new Account(
                                realm.path("realm").asText(),
                                user.path("username").asText(),
                                user.path("realmRoles").path(0).asText()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return accounts;
    }

    /** Writes accounts and passwords into a file that only its owner can read. */
    public static Path write(Places places, Secrets secrets) {
        StringBuilder text = new StringBuilder("# realm  user  role  password\n");
        of(places)
                .forEach(account -> text.append(String.join(
                                "  ",
                                account.realm(),
                                account.user(),
                                account.role(),
                                secrets.ofAccount(account.user())))
                        .append('\n'));
        Path file = places.home().resolve("accounts.txt");
        Secrets.writePrivately(file, text.toString());
        return file;
    }
}
