package org.tessera.partner;

import org.jspecify.annotations.Nullable;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.wire.KafkaWire;
import org.tessera.partner.wire.Wire;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options that say where the mesh is and how the partner logs in. */
@Command(
        footer =
                "The client's secret in Keycloak's realm mesh is read from TESSERA_CLIENT_SECRET, and from nowhere else.")
final class Mesh {
    @Option(
            names = "--bootstrap",
            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS}",
            description = "host:port of Kafka (default: KAFKA_BOOTSTRAP_SERVERS)")
    private @Nullable String bootstrap;

    @Option(
            names = "--keycloak",
            defaultValue = "${env:KEYCLOAK_URL}",
            description = "base URL of Keycloak (default: KEYCLOAK_URL)")
    private @Nullable String keycloak;

    @Option(
            names = "--security-protocol",
            defaultValue = "${env:KAFKA_SECURITY_PROTOCOL:-SASL_PLAINTEXT}",
            description = "SASL_SSL or SASL_PLAINTEXT (default: KAFKA_SECURITY_PROTOCOL, or SASL_PLAINTEXT)")
    private String securityProtocol = "SASL_PLAINTEXT";

    @Option(names = "--plain", description = "Kafka without login; only for tests on this machine")
    private boolean plain;

    /** The client's secret is taken from TESSERA_CLIENT_SECRET only, never from the command line. */
    Wire connect(String clientId, @Nullable String secret) throws Refusal, InterruptedException {
        if (bootstrap == null) {
            throw new Refusal("Say where Kafka is: --bootstrap, or KAFKA_BOOTSTRAP_SERVERS.");
        }
        if (plain) {
            return KafkaWire.plain(bootstrap);
        }
        if (keycloak == null || secret == null) {
            throw new Refusal("To log in, KEYCLOAK_URL (or --keycloak) and TESSERA_CLIENT_SECRET are needed.");
        }
        return KafkaWire.authenticated(bootstrap, keycloak, clientId, secret, securityProtocol.equals("SASL_SSL"));
    }
}
