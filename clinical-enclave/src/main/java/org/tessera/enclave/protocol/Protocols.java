package org.tessera.enclave.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads study protocols. */
public final class Protocols {
    /** The first study: severity of COVID-19 by radiograph and record (Whitney, Baccile et al. 2025). */
    public static final String COVID_SEVERITY = "covid-severity";

    private Protocols() {}

    /** Reads a protocol; throws {@link InvalidProtocol} with all its mistakes. Concept sets are those shipped with the enclave. */
    public static Protocol parse(String yaml) {
        return new ProtocolReader(yaml, new ConceptFiles()).read();
    }

    /**
     * Reads a protocol that was approved. Rules are checked when a text is taken in; one that breaks a rule which came later
     * can still be read, and fails where it always did. Throws {@link InvalidProtocol} when it says nothing that can be read.
     */
    public static Protocol approved(String yaml) {
        return new ProtocolReader(yaml, new ConceptFiles()).readApproved();
    }

    /** The text of a protocol that is shipped with the enclave; throws {@link IllegalArgumentException} when there is none of that name. */
    public static String bundled(String name) {
        if (!bundledNames().contains(name)) {
            throw new IllegalArgumentException("no protocol of this name is shipped");
        }
        return resource("/protocols/" + name + ".yaml");
    }

    /** Names of the protocols that are shipped. */
    public static List<String> bundledNames() {
        return List.of(COVID_SEVERITY);
    }

    static String resource(String path) {
        try (InputStream in = Protocols.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing in the build: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
