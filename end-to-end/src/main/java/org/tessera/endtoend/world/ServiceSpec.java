package org.tessera.endtoend.world;

import java.util.List;

/**
 * What the world knows about a service before it starts.
 *
 * @param clientId module, process and client in the realm {@code mesh}
 * @param database its database and role
 * @param realm the realm of its users
 * @param port its HTTP port
 * @param heap its largest heap in MiB, so that the process stays under 300 MiB
 */
public record ServiceSpec(String clientId, String database, String realm, int port, int heap) {
    /** The imaging commons. */
    public static final ServiceSpec COMMONS =
            new ServiceSpec("imaging-commons", "commons", "commons", Ports.at(8181), 96);

    /** The clinical enclave. */
    public static final ServiceSpec ENCLAVE =
            new ServiceSpec("clinical-enclave", "enclave", "enclave", Ports.at(8182), 100);

    /** The honest broker. */
    public static final ServiceSpec BROKER = new ServiceSpec("honest-broker", "broker", "broker", Ports.at(8183), 96);

    /** The representativeness service. */
    public static final ServiceSpec REPRESENTATIVENESS =
            new ServiceSpec("representativeness-service", "representativeness", "commons", Ports.at(8184), 80);

    /** All four, in the order of the story. */
    public static List<ServiceSpec> all() {
        return List.of(COMMONS, ENCLAVE, BROKER, REPRESENTATIVENESS);
    }

    /** The service of that client id; throws {@link Trouble} when there is none. */
    public static ServiceSpec named(String clientId) {
        return all().stream()
                .filter(service -> service.clientId().equals(clientId))
                .findFirst()
                .orElseThrow(() -> new Trouble("There is no service " + clientId + "; there are "
                        + String.join(
                                ", ", all().stream().map(ServiceSpec::clientId).toList()) + "."));
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }
}
