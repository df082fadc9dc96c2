package org.tessera.benchmarks;

/** How much is measured. */
enum Scale {
    /** What numbers are quoted from. */
    FULL,
    /** The largest that the goals name, once each: takes long and, for the cases, 15 GiB of disk. */
    LARGE,
    /** A fraction of it, in a minute or so: whether everything runs. Its numbers mean little. */
    QUICK
}
