package org.tessera.benchmarks;

/** How much is measured. */
enum Scale {
    /** What numbers are quoted from. */
    FULL,
    /** A fraction of it, in a minute or so: whether everything runs. Its numbers mean little. */
    QUICK
}
