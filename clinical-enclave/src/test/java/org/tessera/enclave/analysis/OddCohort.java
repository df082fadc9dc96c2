package org.tessera.enclave.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Cohorts in which one person may count for much. */
enum OddCohort {
    /** Normal values and conditions that a fourth has. */
    ORDINARY,
    /** The score nearly tells the outcome. */
    NEARLY_SEPARATED,
    /** A condition that two to five persons have. */
    RARE_LEVEL,
    /** Few values of everything, so that many persons are alike. */
    COARSE,
    /** A value far from all others, and a heavy tail. */
    FAR_OUT,
    /** Few with the outcome. */
    FEW_EVENTS;

    static final List<String> COVARIATES = List.of("x", "y", "z");

    /** Of so many persons; every fifth has a second image, some of these with another outcome. */
    List<Observation> of(int persons, long seed) {
        var random = new Random(seed);
        int rare = 2 + random.nextInt(4);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < persons; i++) {
            double x = x(i, random);
            double y = switch (this) {
                case RARE_LEVEL -> i < rare ? 1 : 0;
                case FAR_OUT -> Math.exp(2 * random.nextGaussian());
                case ORDINARY, NEARLY_SEPARATED, COARSE, FEW_EVENTS -> random.nextInt(4) == 0 ? 1 : 0;
            };
            double z = this == COARSE ? random.nextInt(2) : random.nextGaussian();
            double logOdds = switch (this) {
                case NEARLY_SEPARATED -> 8 * x + 4 * z;
                case FEW_EVENTS -> -3 + 0.5 * x;
                case ORDINARY, RARE_LEVEL, COARSE, FAR_OUT -> -0.5 + 0.7 * x + 0.3 * z;
            };
            boolean outcome = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
            observations.add(new Observation("S-" + i, outcome, Map.of("x", x, "y", y, "z", z)));
            if (i % 5 == 0) {
                boolean other = outcome ^ random.nextInt(8) == 0;
                observations.add(new Observation("S-" + i, other, Map.of("x", x(i, random), "y", y, "z", z)));
            }
        }
        return observations;
    }

    private double x(int i, Random random) {
        double value = random.nextGaussian();
        return switch (this) {
            case FAR_OUT -> i == 3 ? 40 : value;
            case COARSE -> Math.rint(value);
            case ORDINARY, NEARLY_SEPARATED, RARE_LEVEL, FEW_EVENTS -> value;
        };
    }
}
