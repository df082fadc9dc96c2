package org.tessera.imaging.catalog;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of rows that a bundle holds, one file each, in the order in which they are loaded. */
public enum Node {
    CASE("case"),
    IMAGING_STUDY("imaging_study"),
    MEASUREMENT("measurement"),
    SERIES("series");

    private final String fileStem;

    Node(String fileStem) {
        this.fileStem = fileStem;
    }

    /** Where the file lies in the bundle: "imaging/case.tsv". */
    public String path() {
        return "imaging/" + fileStem + ".tsv";
    }

    /** The node whose file lies there. */
    public static Optional<Node> at(String path) {
        return Arrays.stream(values()).filter(node -> node.path().equals(path)).findFirst();
    }
}
