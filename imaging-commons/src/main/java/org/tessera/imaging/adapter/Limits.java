package org.tessera.imaging.adapter;

/** How much a caller may ask for at a time. */
public final class Limits {
    /** Most items of a page. */
    public static final int MOST = 200;

    private Limits() {}
}
