package org.tessera.envelope.ledger;

/** Sizes as a ledger may show them: coarse, so that nobody can count people by reading it. */
public final class PersonsBucket {
    private PersonsBucket() {}

    /** The bucket of a number of persons: "0", "1-19", "20-99", "100-999", "1000-9999", "10000-99999", "100000+". */
    public static String of(long persons) {
        if (persons <= 0) {
            return "0";
        }
        if (persons < 20) {
            return "1-19";
        }
        if (persons < 100) {
            return "20-99";
        }
        if (persons < 1_000) {
            return "100-999";
        }
        if (persons < 10_000) {
            return "1000-9999";
        }
        return persons < 100_000 ? "10000-99999" : "100000+";
    }
}
