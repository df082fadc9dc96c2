package org.tessera.enclave.approval.adapter;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.WebTarget;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.spi.ResteasyClientProvider;

/**
 * Gives every call of Keycloak's admin API an end: Quarkus makes its client with none, and a register that takes calls and
 * does not answer would keep threads and transactions for as long.
 */
@ApplicationScoped
class PatienceWithRegister {
    private final Duration patience;

    PatienceWithRegister(@ConfigProperty(name = "tessera.enclave.memberships.patience") Duration patience) {
        this.patience = patience;
    }

    /** Before the first client is made. */
    void limit(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        Keycloak.setClientProvider(new Limited(Keycloak.getClientProvider(), patience));
    }

    private record Limited(ResteasyClientProvider made, Duration patience) implements ResteasyClientProvider {
        @Override
        public Client newRestEasyClient(
                @Nullable Object customJacksonProvider, @Nullable SSLContext sslContext, boolean disableTrustManager) {
            Client client = made.newRestEasyClient(customJacksonProvider, sslContext, disableTrustManager);
            return client.property(QuarkusRestClientProperties.READ_TIMEOUT, patience.toMillis());
        }

        @Override
        public <R> R targetProxy(WebTarget client, Class<R> targetClass) {
            return made.targetProxy(client, targetClass);
        }
    }
}
