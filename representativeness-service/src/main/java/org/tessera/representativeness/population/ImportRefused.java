package org.tessera.representativeness.population;

/** A table cannot become a reference population; the kind is stable, the message says why and where. */
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    ImportRefused(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    ImportRefused(String kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Stable kind of the refusal, "series-cumulative". */
    public String kind() {
        return kind;
    }
}
