package org.tessera.enclave.disclosure;

/** The least and the greatest value that each variable may still have. */
final class Bounds {
    final long[] low;
    final long[] high;

    Bounds(long[] low, long[] high) {
        this.low = low;
        this.high = high;
    }

    Bounds copy() {
        return new Bounds(low.clone(), high.clone());
    }
}
