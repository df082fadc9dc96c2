package org.tessera.enclave.match;

/** Outcome of linkage for one person (linkage.md, Outcomes); NONE is not in a match table. */
public enum Linkage {
    /** One best on both sides. */
    UNIQUE,
    /** Several candidates at the same rank; the tie is never broken. */
    AMBIGUOUS,
    /** Numbers agree and every rule with a birth date disagrees. */
    CONFLICT
}
