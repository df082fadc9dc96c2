package org.tessera.imaging.catalog;

import java.util.regex.Pattern;

/** Which names of files a bundle may use: relative, plain characters, never upwards. */
public final class BundlePath {
    private static final Pattern PLAIN =
            Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}/){0,8}[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    private BundlePath() {}

    /** Whether the name stays below the folder it is resolved against, on any system. */
    public static boolean isSafe(String name) {
        return PLAIN.matcher(name).matches();
    }
}
