package org.tessera.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.tessera.endtoend.journey.Application;
import org.tessera.endtoend.journey.Person;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.journey.Tap;
import org.tessera.endtoend.world.ServiceSpec;

/** Accounts at the commons and at the enclave, and an approved project each, for as many researchers as a load needs. */
final class Researchers {
    private static final int PASSWORD_BYTES = 16;

    private final Scene scene;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Researchers(Scene scene, Clock clock) {
        this.scene = scene;
        this.clock = clock;
    }

    private record Account(String user, String password) {}

    /** Makes so many, and writes them as a CSV file: user, password, enclaveUser, enclavePassword, project. */
    Path make(int number, Path file) throws IOException {
        List<Account> commons = register(ServiceSpec.COMMONS, "load-", "registered", number);
        List<Account> enclave = register(ServiceSpec.ENCLAVE, "load-e-", "researcher", number);
        List<String> projects = new ArrayList<>();
        for (Account account : enclave) {
            projects.add(apply(person(ServiceSpec.ENCLAVE, account)));
        }
        StringBuilder csv = new StringBuilder("user,password,enclaveUser,enclavePassword,project\n");
        for (int i = 0; i < number; i++) {
            Account there = enclave.get(i);
            csv.append(String.join(
                            ",",
                            commons.get(i).user(),
                            commons.get(i).password(),
                            there.user(),
                            there.password(),
                            projects.get(i)))
                    .append('\n');
        }
        return Files.writeString(file, csv);
    }

    /** All accounts of a realm by one call of Keycloak's administrator. */
    private List<Account> register(ServiceSpec service, String prefix, String role, int number) {
        List<Account> accounts = new ArrayList<>();
        List<Map<String, Object>> users = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            byte[] password = new byte[PASSWORD_BYTES];
            random.nextBytes(password);
            Account account = new Account(prefix + i, HexFormat.of().formatHex(password));
            accounts.add(account);
            users.add(representation(account, role));
        }
        String keycloak = scene.world().keycloak();
        Person administrator = new Person(
                "master",
                "admin",
                scene.world().secrets().of("TESSERA_KEYCLOAK_BOOTSTRAP"),
                keycloak + "/realms/master/protocol/openid-connect/token",
                keycloak,
                clock,
                Tap.NONE);
        administrator
                .post(
                        "/admin/realms/" + service.realm() + "/partialImport",
                        Map.of("ifResourceExists", "FAIL", "users", users))
                .orThrow();
        return accounts;
    }

    private static Map<String, Object> representation(Account account, String role) {
        return Map.of(
                "username",
                account.user(),
                "enabled",
                true,
                "emailVerified",
                true,
                "firstName",
                "Load",
                "lastName",
                "Researcher",
                "email",
                account.user() + "@tessera.example",
                "realmRoles",
                List.of(role),
                "credentials",
                List.of(Map.of("type", "password", "value", account.password(), "temporary", false)));
    }

    private Person person(ServiceSpec service, Account account) {
        return new Person(
                service.realm(),
                account.user(),
                account.password(),
                scene.world().keycloak() + "/realms/" + service.realm() + "/protocol/openid-connect/token",
                scene.world().url(service),
                clock,
                Tap.NONE);
    }

    /** A data use request, its approval by the committee, and the project that comes of it. */
    private String apply(Person researcher) {
        JsonNode request = researcher
                .post("/data-use-requests", Application.of(scene.world().places(), clock))
                .orThrow()
                .json();
        String path = "/data-use-requests/" + request.path("id").asText();
        researcher.post(path + "/submit").orThrow();
        Person camille = scene.cast().camille;
        camille.post(path + "/review").orThrow();
        camille.post(path + "/decision", Map.of("decision", "APPROVE", "comment", "For the load test."))
                .orThrow();
        return researcher
                .await(path, "the project", answer -> answer.path("project").isTextual())
                .path("project")
                .asText();
    }
}
