package org.tessera.enclave.omop;

/** A cell that does not fit its column. The reason never repeats the cell. */
final class BadCell extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    BadCell(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
