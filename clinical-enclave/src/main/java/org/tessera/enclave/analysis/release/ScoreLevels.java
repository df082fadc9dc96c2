package org.tessera.enclave.analysis.release;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.tessera.enclave.analysis.Fit;
import org.tessera.enclave.analysis.Observation;
import org.tessera.enclave.disclosure.PersonKey;

/**
 * Who has which value of a model's score, where the score has few, as that of conditions alone has. The area, the calibration
 * and their intervals are then functions of how many have each value with and without the outcome: whoever tries all such
 * numbers finds, rounded as the printed ones are, mostly one that fits.
 */
final class ScoreLevels {
    /** As three conditions make; of more there are too many numbers to be worked out of those that are printed. */
    private static final int FEW = 8;

    private static final double SAME = 1e9;

    private ScoreLevels() {}

    /** Level by person, named in the order of the score; empty where there are many. */
    static Map<PersonKey, String> of(Fit.Estimated fit, List<Observation> observations) {
        Map<String, NavigableSet<Long>> scores = new HashMap<>();
        observations.forEach(each -> scores.computeIfAbsent(each.person(), any -> new TreeSet<>())
                .add(Math.round(fit.linearPredictor(each) * SAME)));
        if (scores.values().stream().flatMap(NavigableSet::stream).distinct().count() > FEW) {
            return Map.of();
        }
        List<NavigableSet<Long>> levels = scores.values().stream()
                .distinct()
                .sorted(Comparator.comparing((NavigableSet<Long> each) -> each.first())
                        .thenComparing(NavigableSet::toString))
                .toList();
        Map<PersonKey, String> named = new HashMap<>();
        scores.forEach((person, score) -> named.put(new PersonKey(person), "at level " + (levels.indexOf(score) + 1)));
        return named;
    }
}
