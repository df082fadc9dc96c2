package org.tessera.imaging.upload;

import org.tessera.contracts.UploadDecision;

/** The enclave told a state that cannot follow on the one it told before. */
public final class UnlawfulMove extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says so.
     *
     * @param from the state it is in
     * @param told the state that was told
     */
    public UnlawfulMove(Upload.State from, UploadDecision.State told) {
        super(from + " cannot become " + told);
    }
}
