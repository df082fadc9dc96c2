package org.tessera.envelope;

/** A message whose headers or signature are not as they must be; its text is a stable reason code, never content. */
public final class InvalidEnvelope extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason a stable code: "header-missing:ce_id", "spec-version-unknown", "signature-wrong", ... */
    public InvalidEnvelope(String reason) {
        super(reason);
    }

    /** The stable code. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
