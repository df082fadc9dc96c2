package org.tessera.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tessera.endtoend.journey.Application;
import org.tessera.endtoend.journey.Newcomers;
import org.tessera.endtoend.journey.Newcomers.Newcomer;
import org.tessera.endtoend.journey.Person;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.world.ServiceSpec;

/** Accounts at the commons and at the enclave, and an approved project each, for as many researchers as a load needs. */
final class Researchers {
    private final Scene scene;
    private final Clock clock;

    Researchers(Scene scene, Clock clock) {
        this.scene = scene;
        this.clock = clock;
    }

    /** Makes so many, and writes them as a CSV file: user, password, enclaveUser, enclavePassword, project. */
    Path make(int number, Path file) throws IOException {
        List<Newcomer> commons = register(ServiceSpec.COMMONS, "registered", "load-", number);
        List<Newcomer> enclave = register(ServiceSpec.ENCLAVE, "researcher", "load-e-", number);
        List<String> projects = new ArrayList<>();
        for (Newcomer newcomer : enclave) {
            projects.add(apply(newcomer.person()));
        }
        StringBuilder csv = new StringBuilder("user,password,enclaveUser,enclavePassword,project\n");
        for (int i = 0; i < number; i++) {
            Newcomer there = enclave.get(i);
            csv.append(String.join(
                            ",",
                            commons.get(i).person().user(),
                            commons.get(i).password(),
                            there.person().user(),
                            there.password(),
                            projects.get(i)))
                    .append('\n');
        }
        return Files.writeString(file, csv);
    }

    private List<Newcomer> register(ServiceSpec service, String role, String prefix, int number) {
        return Newcomers.register(scene.world(), service, role, prefix, number, clock);
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
