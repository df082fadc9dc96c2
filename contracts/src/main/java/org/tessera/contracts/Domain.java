package org.tessera.contracts;

/** The two domains whose people the broker links. */
public enum Domain {
    IMAGING,
    CLINICAL
}
