package org.tessera.enclave.protocol;

import java.util.List;

/** A text that is no study protocol, with every mistake in it, each a sentence that names the place. */
public final class InvalidProtocol extends RuntimeException {
    private final List<String> mistakes;

    /** With at least one mistake. */
    public InvalidProtocol(List<String> mistakes) {
        super(String.join("; ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** All mistakes, in the order of the text where that is known. */
    public List<String> mistakes() {
        return mistakes;
    }
}
