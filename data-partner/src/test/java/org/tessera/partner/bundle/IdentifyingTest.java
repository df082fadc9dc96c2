package org.tessera.partner.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifyingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-03-15",
                "2020-03-15T10:11:12",
                "2020/03/15",
                "2020.3.5",
                "20200315",
                "20200315_101112",
                "202003151011",
                "03/15/2020",
                "3/5/2020",
                "3/15/20",
                "03-15-2020",
                "15-03-2020",
                "15.03.2020",
                "seen on 15.03.2020.",
                "15-MAR-20",
                "15MAR2020",
                "15 March 2020",
                "Mar. 3 2020",
                "March 15, 2020",
                "CASE20200315",
                "1.2.840.113619.20200315.4",
                "1.2.20200315101500.7"
            })
    void a_day_is_seen_however_it_is_written(String cell) {
        assertThat(Identifying.inCase(cell)).contains("a date");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.840.113619.2.55.3.2831208458.63.1326193470.11",
                "1.2.276.0.7230010.3.1.4.2020",
                "1.3.12.2.1107.5.2.36",
                "2.25.329800735698586629295641978511506172918",
                "0f8fad5b-d9cb-469f-a165-20200315ab12",
                "20200315-d9cb-469f-a165-70867728950e",
                "a20200315b0c4de98002eff92bde1a20",
                "TES-2026-1",
                "10-02-20",
                "10-02-0123",
                "12345678",
                "20201315",
                "[-7,-14]",
                "[0,3]",
                "45.12",
                "2020",
                "XR CHEST PORTABLE",
                "Achieva 1.5T",
                "12 Marquette 50"
            })
    void ids_days_and_descriptions_are_no_dates(String cell) {
        assertThat(Identifying.inCase(cell)).isEmpty();
    }
}
