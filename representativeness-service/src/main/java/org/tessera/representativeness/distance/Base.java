package org.tessera.representativeness.distance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Base of the logarithm. Base 2 bounds the distance by 1; S1's worked example ("0.18") is in natural logarithms while
 * its text speaks of base 2, so the base is a parameter and is part of every answer.
 *
 * @param value the base, greater than 1
 */
@Schema(type = SchemaType.STRING, description = "Base of the logarithm: a number greater than 1, or e", examples = "2")
public record Base(double value) {
    /** The default; the distance is then 0..1. */
    public static final Base TWO = new Base(2);

    /** Natural logarithms. */
    public static final Base E = new Base(Math.E);

    /** Throws {@link IllegalArgumentException} unless the base is a finite number greater than 1. */
    public Base {
        if (!(value > 1) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the base of the logarithm is a number greater than 1, or e");
        }
    }

    /** Reads "e" or a number; throws {@link IllegalArgumentException} for anything else. */
    @JsonCreator
    public static Base parse(String text) {
        if (text.strip().equalsIgnoreCase("e")) {
            return E;
        }
        try {
            return new Base(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the base of the logarithm is a number greater than 1, or e", e);
        }
    }

    /** Reads a number; throws {@link IllegalArgumentException} as the constructor does. */
    @JsonCreator
    public static Base of(double value) {
        return new Base(value);
    }

    /** "e" or the number, as {@link #parse} reads it. */
    @JsonValue
    @Override
    public String toString() {
        return equals(E) ? "e" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** Turns a divergence in nats into this base. */
    double fromNats(double nats) {
        return nats / Math.log(value);
    }
}
