package org.tessera.representativeness.advice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tessera.representativeness.advice.Advice.Category;
import org.tessera.representativeness.advice.Advice.Change;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.Bootstrap;
import org.tessera.representativeness.distance.NearestCounts;

/** Says what a changed cohort is, beside the cohort as it was. */
final class Changes {
    private final List<String> names;
    private final int[] before;
    private final double[] weights;
    private final NearestCounts nearest;
    private final Base base;

    Changes(List<String> names, int[] before, double[] weights, NearestCounts nearest, Base base) {
        this.names = names;
        this.before = before;
        this.weights = weights;
        this.nearest = nearest;
        this.base = base;
    }

    Change to(int[] after) {
        List<Category> categories = new ArrayList<>();
        for (int category = 0; category < after.length; category++) {
            categories.add(
                    new Category(names.get(category), after[category], Math.abs(after[category] - before[category])));
        }
        int persons = Arrays.stream(after).sum();
        return new Change(
                persons,
                Math.abs(persons - Arrays.stream(before).sum()),
                nearest.distance(after, base),
                Bootstrap.DEFAULT.byChance(persons, weights, base),
                categories);
    }
}
