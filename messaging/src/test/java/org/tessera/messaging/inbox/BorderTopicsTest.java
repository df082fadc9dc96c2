package org.tessera.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BorderTopicsTest {
    private static final String TOPICS = "mp.messaging.incoming.border-in.topics";

    @Test
    void a_client_reads_what_the_channels_let_it_read() {
        assertThat(configuration("representativeness-service").getValues(TOPICS, String.class))
                .containsExactlyInAnyOrder(
                        "commons.cohort-profiles.v1",
                        "enclave.cohort-profiles.v1",
                        "enclave.subgroup-reports.v1",
                        "commons.ledger-heads.v1",
                        "enclave.ledger-heads.v1");
    }

    @Test
    void the_client_may_be_named_by_an_expression() {
        assertThat(configuration("${NOWHERE_SET:honest-broker}").getValues(TOPICS, String.class))
                .contains("enclave.match-requests.v1")
                .doesNotContain("broker.match-results.v1");
    }

    private static SmallRyeConfig configuration(String client) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new BorderTopics())
                .withSources(new PropertiesConfigSource(Map.of("tessera.client-id", client), "test", 500))
                .build();
    }
}
