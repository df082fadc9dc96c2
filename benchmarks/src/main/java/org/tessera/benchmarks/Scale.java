package org.tessera.benchmarks;

/** How much is measured. */
enum Scale {
    /** What numbers are quoted from. */
    FULL,
    /** A hundred million cases, counted once, on 15 GiB of disk; the other benchmarks as in full. */
    LARGE,
    /** A fraction of it, in a minute or so: whether everything runs. Its numbers mean little. */
    QUICK
}
