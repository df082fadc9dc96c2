package org.tessera.enclave.alignment;

import java.time.LocalDate;

/**
 * A positive test and an imaging procedure of the record with one of the study's intervals between them.
 *
 * @param interval whole days from test to procedure
 * @param test day of the test
 * @param procedure day of the procedure
 */
public record DatePair(int interval, LocalDate test, LocalDate procedure) {}
