package org.tessera.endtoend.world;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A world that a journey can be made in, wherever its servers run: addresses, secrets, keys, and how to log in. */
public interface Stage {
    /** Starts everything; returns when all of it answers. */
    void start() throws Exception;

    /** Stops what runs; returns the names of what was running. */
    List<String> stop();

    /** Stops what runs, for good: nothing starts any more, not even what a thread is about to start. Returns the same. */
    default List<String> end() {
        return stop();
    }

    /** Forgets the data of an earlier run; passwords, secrets and certificates stay. */
    void reset() throws IOException;

    /** Where things stand on disk: keys, logs, what the hospitals keep. */
    Places places();

    /** Passwords and client secrets. */
    Secrets secrets();

    /** Base address of a service. */
    String url(ServiceSpec service);

    /** Base address at which Keycloak gives out tokens. */
    String keycloak();

    /** Client settings of Kafka's super user, who sees everything. */
    Map<String, Object> administratorSettings();

    /** Client settings of a service or partner: a token of the realm {@code mesh} by its client secret. */
    Map<String, Object> clientSettings(String clientId);

    /** What a command-line tool needs in its environment to find Kafka and Keycloak, and to trust them. */
    Map<String, String> toolEnvironment();

    /** Memory of every server, as far as it can be seen from here. */
    List<Memory> memory();

    /**
     * Memory of one server.
     *
     * @param server its name
     * @param now MiB resident now
     * @param peak the most it was, in MiB; 0 when it is not known
     */
    record Memory(String server, long now, long peak) {}
}
