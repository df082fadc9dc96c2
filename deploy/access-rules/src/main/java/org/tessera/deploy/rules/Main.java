package org.tessera.deploy.rules;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/**
 * Makes Kafka as channels.yaml says, tells what it took away, and ends. KAFKA_BOOTSTRAP_SERVERS says where Kafka is, TESSERA_KAFKA_ADMIN names a file with the
 * super user's client settings, TESSERA_PARTNERS lists the client ids of the partners, separated by commas; one that is no
 * longer among them has no access any more.
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
        List<String> partners = Stream.of(required("TESSERA_PARTNERS").split(","))
                .map(String::strip)
                .filter(partner -> !partner.isEmpty())
                .toList();
        try (Admin admin = Admin.create(settings)) {
            for (AclBinding rule : AccessRules.apply(admin, partners)) {
                System.out.printf(
                        "No longer allowed: %s %s %s %s%n",
                        rule.entry().principal(),
                        rule.entry().operation(),
                        rule.pattern().resourceType(),
                        rule.pattern().name());
            }
        }
        System.out.println("Topics and access rules are in place.");
    }

    private static String required(String variable) {
        return Objects.requireNonNull(System.getenv(variable), variable + " is not set");
    }
}
