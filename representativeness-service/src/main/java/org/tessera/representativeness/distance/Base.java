package org.tessera.representativeness.distance;

/**
 * Base of the logarithm. Base 2 bounds the distance by 1; S1's worked example ("0.18") is in natural logarithms while
 * its text speaks of base 2, so both exist.
 */
public enum Base {
    TWO(Math.log(2)),
    E(1);

    private final double naturalLogOfBase;

    Base(double naturalLogOfBase) {
        this.naturalLogOfBase = naturalLogOfBase;
    }

    /** Turns a divergence in nats into this base. */
    double fromNats(double nats) {
        return nats / naturalLogOfBase;
    }
}
