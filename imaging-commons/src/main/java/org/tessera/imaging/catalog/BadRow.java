package org.tessera.imaging.catalog;

/** A row that cannot be loaded. Its reason names the field and the rule, and never repeats the value. */
public final class BadRow extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason "sex: not one of Female | Male | Not Reported" */
    public BadRow(String reason) {
        super(reason, null, false, false);
    }

    /** The reason, for the list of errors. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
