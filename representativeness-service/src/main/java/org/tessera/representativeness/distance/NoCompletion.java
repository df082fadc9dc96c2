package org.tessera.representativeness.distance;

/** What was published contradicts itself: no whole numbers of persons fit all of it. */
public final class NoCompletion extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Says so. */
    public NoCompletion() {
        super("no completion of the suppressed cells fits the published sums");
    }
}
