package org.tessera.enclave.disclosure;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rounds a statistic to what its sample can carry: the last digit is the greatest power of ten not above half a standard
 * error, tens and hundreds too.
 */
public final class Rounding {
    /**
     * Part of a standard error that the last printed digit is at most, unless two decimals are coarser. A number that moves by
     * more is printed otherwise; by less, some digit moves in nearly every honest sample.
     */
    static final double CARRIED = 0.5;

    private static final int MOST_DECIMALS = 2;

    private Rounding() {}

    /** Rounds; at most two decimals. A number of 1 or more keeps its first digit, lest the upper end of an interval becomes 0. */
    public static BigDecimal toCarry(double value, double standardError) {
        int decimals = MOST_DECIMALS;
        if (standardError > 0) {
            double carried = Math.floor(Math.log10(standardError * CARRIED));
            double first = Math.max(0, Math.floor(Math.log10(Math.abs(value))));
            decimals = (int) Math.min(MOST_DECIMALS, -Math.min(carried, first));
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.setScale(Math.max(0, decimals));
    }

    /** Rounded down to a multiple of 20. */
    public static int floor(int persons) {
        return persons / TableAudit.FLOOR * TableAudit.FLOOR;
    }

    /**
     * Some of all rounded down to a multiple of 20, so that beside the exact number of all it does not tell how few are
     * missing: the same for 0 to 19.
     */
    public static int floorWithin(int some, int all) {
        return floor(all - some < TableAudit.FLOOR ? Math.max(0, all - TableAudit.FLOOR + 1) : some);
    }
}
