package org.tessera.enclave.disclosure;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounds a statistic to what its sample can carry: the last digit is the greatest power of ten not above half a standard error. */
public final class Rounding {
    private static final int MOST_DECIMALS = 2;

    private Rounding() {}

    /** Rounds; at most two decimals. */
    public static BigDecimal toCarry(double value, double standardError) {
        int decimals = MOST_DECIMALS;
        if (standardError > 0 && Double.isFinite(standardError)) {
            decimals = (int) Math.max(0, Math.min(MOST_DECIMALS, -Math.floor(Math.log10(standardError / 2))));
        }
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
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
