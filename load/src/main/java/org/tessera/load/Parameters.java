package org.tessera.load;

import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.UUID;

/**
 * What Gatling's process is told by system properties.
 *
 * @param keycloak base address
 * @param commons base address
 * @param enclave base address
 * @param representativeness base address
 * @param accounts CSV file of the researchers
 * @param answers file for the times until answers
 * @param researchers how many at once
 * @param lasting how long
 * @param think pause between two steps
 */
record Parameters(
        String keycloak,
        String commons,
        String enclave,
        String representativeness,
        String accounts,
        String answers,
        int researchers,
        Duration lasting,
        Duration think) {
    private static final String PREFIX = "tessera.load.";

    /** As {@link #toProperties()} wrote them. */
    static Parameters of(Properties properties) {
        return new Parameters(
                properties.getProperty(PREFIX + "keycloak"),
                properties.getProperty(PREFIX + "commons"),
                properties.getProperty(PREFIX + "enclave"),
                properties.getProperty(PREFIX + "representativeness"),
                properties.getProperty(PREFIX + "accounts"),
                properties.getProperty(PREFIX + "answers"),
                Integer.parseInt(properties.getProperty(PREFIX + "researchers")),
                Duration.parse(properties.getProperty(PREFIX + "lasting")),
                Duration.parse(properties.getProperty(PREFIX + "think")));
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.setProperty(PREFIX + "keycloak", keycloak);
        properties.setProperty(PREFIX + "commons", commons);
        properties.setProperty(PREFIX + "enclave", enclave);
        properties.setProperty(PREFIX + "representativeness", representativeness);
        properties.setProperty(PREFIX + "accounts", accounts);
        properties.setProperty(PREFIX + "answers", answers);
        properties.setProperty(PREFIX + "researchers", Integer.toString(researchers));
        properties.setProperty(PREFIX + "lasting", lasting.toString());
        properties.setProperty(PREFIX + "think", think.toString());
        return properties;
    }

    /** A fresh idempotency key. */
    static String key() {
        return UUID.randomUUID().toString();
    }

    /** Whether that attribute of the session has one of these values. */
    static boolean in(Session session, String attribute, String... values) {
        return session.contains(attribute) && Arrays.asList(values).contains(session.getString(attribute));
    }
}
