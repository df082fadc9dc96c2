package org.tessera.deploy.rules;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;

/**
 * Creates what is missing and ends. KAFKA_BOOTSTRAP_SERVERS says where Kafka is, TESSERA_KAFKA_ADMIN names a file with the
 * super user's client settings, TESSERA_PARTNERS lists the client ids of the partners, separated by commas.
 */
public final class Main {
    private Main() {}

    /** Ends with an exception, and so with code 1, when Kafka does not take the rules. */
    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(required("TESSERA_KAFKA_ADMIN")))) {
            settings.load(file);
        }
        settings.put("bootstrap.servers", required("KAFKA_BOOTSTRAP_SERVERS"));
        List<String> partners = List.of(required("TESSERA_PARTNERS").split(","));
        try (Admin admin = Admin.create(settings)) {
            AccessRules.apply(admin, partners);
        }
        System.out.println("Topics and access rules are in place.");
    }

    private static String required(String variable) {
        return Objects.requireNonNull(System.getenv(variable), variable + " is not set");
    }
}
