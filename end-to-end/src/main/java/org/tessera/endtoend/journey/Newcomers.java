package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.Stage;

/** New accounts, as many as somebody needs, by one call of Keycloak's administrator. */
public final class Newcomers {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 16;

    private Newcomers() {}

    /**
     * A new account.
     *
     * @param person who has it
     * @param password its password
     * @param subject its id in the realm
     */
    public record Newcomer(Person person, String password, String subject) {}

    /** So many accounts with that role in the realm of a service, each named by the prefix and its number, from 1. */
    public static List<Newcomer> register(
            Stage world, ServiceSpec service, String role, String prefix, int number, InstantSource time) {
        Map<String, String> passwords = new LinkedHashMap<>();
        IntStream.rangeClosed(1, number).forEach(each -> passwords.put(prefix + each, password()));
        String keycloak = world.keycloak();
        Person administrator = new Person(
                "master",
                "admin",
                world.secrets().of("TESSERA_KEYCLOAK_BOOTSTRAP"),
                tokens(keycloak, "master"),
                keycloak,
                time,
                Tap.NONE);
        JsonNode made = administrator
                .post(
                        "/admin/realms/" + service.realm() + "/partialImport",
                        Map.of(
                                "ifResourceExists",
                                "FAIL",
                                "users",
                                passwords.entrySet().stream()
                                        .map(account -> representation(account.getKey(), account.getValue(), role))
                                        .toList()))
                .orThrow()
                .json();
        Map<String, String> subjects = new HashMap<>();
        made.path("results")
                .forEach(each -> subjects.put(
                        each.path("resourceName").asText(), each.path("id").asText()));
        return passwords.entrySet().stream()
                .map(account -> new Newcomer(
                        new Person(
                                service.realm(),
                                account.getKey(),
                                account.getValue(),
                                tokens(keycloak, service.realm()),
                                world.url(service),
                                time,
                                Tap.NONE),
                        account.getValue(),
                        subjects.getOrDefault(account.getKey(), "")))
                .toList();
    }

    private static String tokens(String keycloak, String realm) {
        return keycloak + "/realms/" + realm + "/protocol/openid-connect/token";
    }

    private static String password() {
        byte[] password = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(password);
        return HexFormat.of().formatHex(password);
    }

    private static Map<String, Object> representation(String user, String password, String role) {
        return Map.of(
                "username",
                user,
                "enabled",
                true,
                "emailVerified",
                true,
                "firstName",
                "New",
                "lastName",
                "Researcher",
                "email",
                user + "@tessera.example",
                "realmRoles",
                List.of(role),
                "credentials",
                List.of(Map.of("type", "password", "value", password, "temporary", false)));
    }
}
