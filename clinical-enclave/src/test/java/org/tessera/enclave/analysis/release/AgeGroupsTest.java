package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The age groups of the first source, at their cuts. */
final class AgeGroupsTest {
    @ParameterizedTest
    @CsvSource({"0, 0-17", "17, 0-17", "18, 18-49", "49, 18-49", "50, 50-64", "64, 50-64", "65, 65+"})
    void a_group_begins_with_its_first_year_and_ends_with_its_last(int years, String group) {
        assertThat(Categories.ageGroup(years)).isEqualTo(group);
    }
}
