package org.tessera.enclave.omop;

/** A bundle that is not taken in at all: nothing of it is stored. */
public final class BundleRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    /**
     * @param kind stable kind, "bundle-digest-differs"
     * @param sentence what is wrong, for the steward; without content of a row
     */
    public BundleRefused(String kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /** The stable kind of refusal. */
    public String kind() {
        return kind;
    }

    /** One sentence for the steward. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
