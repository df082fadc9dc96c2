package org.tessera.representativeness.comparison.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.Objects;
import java.util.function.Supplier;
import org.tessera.representativeness.population.UnmappedCategories;
import org.tessera.rest.Problems;

/** Counts that cannot be compared, as problems with their reason. */
final class CountProblems {
    private CountProblems() {}

    /** Runs the work; what it refuses becomes "category-unmapped" or "counts-unusable" (400). */
    static <T> T explained(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnmappedCategories e) {
            HttpProblem problem = Problems.of(Status.BAD_REQUEST, "category-unmapped", sentence(e));
            throw HttpProblem.builder(problem)
                    .with("categories", e.categories())
                    .build();
        } catch (IllegalArgumentException e) {
            throw Problems.of(Status.BAD_REQUEST, "counts-unusable", sentence(e));
        }
    }

    private static String sentence(RuntimeException e) {
        return Objects.toString(e.getMessage(), "the counts cannot be used");
    }
}
