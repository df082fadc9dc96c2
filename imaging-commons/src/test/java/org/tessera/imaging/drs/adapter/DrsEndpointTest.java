package org.tessera.imaging.drs.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrsEndpointTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8181/, http://127.0.0.1:8181/files/a-1",
        "https://commons.example.org, https://commons.example.org/files/a-1",
        "https://example.org/commons, https://example.org/commons/files/a-1",
        "https://example.org/imaging/commons/, https://example.org/imaging/commons/files/a-1"
    })
    void bytes_are_below_the_address_that_the_world_knows(URI base, String url) {
        assertThat(DrsEndpoint.bytesAt(base, "a-1")).isEqualTo(url);
    }
}
