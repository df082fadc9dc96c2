package org.tessera.imaging.catalog;

/** A bundle that is refused as a whole: nothing of it goes in. */
public final class RefusedBundle extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String sentence;

    /**
     * @param kind stable kind: "bundle-unreadable", "bundle-too-large", "bundle-path", "manifest-missing",
     *     "manifest-invalid", "manifest-signature", "manifest-digest", "partner-unknown"
     * @param sentence for a person; names no file content
     */
    public RefusedBundle(String kind, String sentence) {
        super(kind);
        this.kind = kind;
        this.sentence = sentence;
    }

    /** The same, with what the reader of the file said. */
    public RefusedBundle(String kind, String sentence, Exception cause) {
        super(kind, cause);
        this.kind = kind;
        this.sentence = sentence;
    }

    /** The stable kind. */
    public String kind() {
        return kind;
    }

    /** One sentence for a person. */
    public String sentence() {
        return sentence;
    }
}
