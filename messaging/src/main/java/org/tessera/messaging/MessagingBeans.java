package org.tessera.messaging;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tessera.contracts.Channels;

/** What the framework has to be given once per service. */
@Singleton
final class MessagingBeans {
    private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    /** The clock of everything that expires; a test may bring its own bean. */
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Channels channels() {
        return Channels.load();
    }

    /** Kafka's client fetches tokens only from addresses named in a system property: before any client starts. */
    void allowTokenEndpoint(
            @Observes @Priority(1) StartupEvent event,
            @ConfigProperty(name = "kafka.sasl.oauthbearer.token.endpoint.url") String tokenEndpoint) {
        String allowed = System.getProperty(ALLOWED_URLS, "");
        if (!List.of(allowed.split(",")).contains(tokenEndpoint)) {
            System.setProperty(ALLOWED_URLS, allowed.isEmpty() ? tokenEndpoint : allowed + ',' + tokenEndpoint);
        }
    }
}
