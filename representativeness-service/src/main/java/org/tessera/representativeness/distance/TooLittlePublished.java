package org.tessera.representativeness.distance;

/** So much is hidden that no exact interval is found in reasonable time; what was published may well be right. */
public final class TooLittlePublished extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TooLittlePublished(String sentence) {
        super(sentence);
    }
}
