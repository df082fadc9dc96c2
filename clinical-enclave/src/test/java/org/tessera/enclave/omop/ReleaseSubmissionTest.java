package org.tessera.enclave.omop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseSubmissionTest {
    @Test
    void persons_are_counted_however_their_file_is_spelt_and_nothing_else_is() {
        assertThat(loaded("omop/person.csv").persons()).isEqualTo(2);
        assertThat(loaded("OMOP/Person.CSV").persons()).isEqualTo(2);
        assertThat(loaded("omop/death.csv").persons()).isZero();
    }

    private static ReleaseSubmission loaded(String file) {
        return new ReleaseSubmission(
                ReleaseSubmissionId.random(),
                "partner-north",
                "R1",
                ReleaseSubmission.State.LOADED,
                Instant.EPOCH,
                "sha256:00",
                List.of(new FileTotals(file, 3, 2, 1, List.of())));
    }
}
