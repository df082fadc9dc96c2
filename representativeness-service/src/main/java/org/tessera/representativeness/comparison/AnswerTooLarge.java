package org.tessera.representativeness.comparison;

/** A question whose answer would be larger than anybody reads, and than the service can hold. */
public final class AnswerTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerTooLarge(int most) {
        super("the answer would tell more than " + most
                + " shares of categories; ask by fewer cohorts, dates, attributes or references at once");
    }
}
