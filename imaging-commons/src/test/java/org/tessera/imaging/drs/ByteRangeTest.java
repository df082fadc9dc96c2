package org.tessera.imaging.drs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({"bytes=0-0,0,0", "bytes=2-5,2,5", "bytes=7-,7,9", "bytes=-3,7,9", "bytes=0-99,0,9", "bytes=-99,0,9"})
    void one_range_is_honoured(String header, long first, long last) {
        assertThat(ByteRange.of(header, 10)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"})
    void anything_else_means_the_whole_file(String header) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(Optional.empty());
    }

    @Test
    void a_range_beyond_the_end_cannot_be_satisfied() {
        assertThat(ByteRange.of("bytes=10-", 10).map(ByteRange::length)).contains(0L);
        assertThat(ByteRange.of("bytes=-0", 10).map(ByteRange::length)).contains(0L);
    }
}
