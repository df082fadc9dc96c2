package org.tessera.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.UploadCancellation;
import org.tessera.contracts.UploadRequestId;

class BorderTest {
    private static final String CHANNEL = "commons.upload-requests.v1";

    @BeforeAll
    static void servers() {
        assertThat(RealServers.configurationOf("imaging-commons")).isNotEmpty();
    }

    @Test
    void what_one_client_writes_can_be_read_back_with_a_good_signature() {
        UploadCancellation cancellation = new UploadCancellation(UploadRequestId.random());
        try (Border commons = Border.as("imaging-commons")) {
            commons.send(CHANNEL, "key", cancellation);
        }
        assertThat(Topics.await(CHANNEL, UploadCancellation.class, cancellation::equals)
                        .envelope()
                        .writer())
                .isEqualTo("imaging-commons");
    }
}
