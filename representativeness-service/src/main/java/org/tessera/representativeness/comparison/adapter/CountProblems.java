package org.tessera.representativeness.comparison.adapter;

import jakarta.ws.rs.core.Response.Status;
import java.util.Objects;
import java.util.function.Supplier;
import org.tessera.representativeness.comparison.AnswerTooLarge;
import org.tessera.representativeness.population.UnmappedCategories;
import org.tessera.representativeness.population.adapter.PopulationProblems;
import org.tessera.rest.Problems;

/** Counts that cannot be compared, as problems with their reason. */
public final class CountProblems {
    private CountProblems() {}

    /** Runs the work; what it refuses becomes "category-unmapped" or "counts-unusable" (400), or "answer-too-large" (422). */
    public static <T> T explained(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnmappedCategories e) {
            throw PopulationProblems.unmapped(Status.BAD_REQUEST, e);
        } catch (AnswerTooLarge e) {
            throw Problems.unprocessable("answer-too-large", Objects.toString(e.getMessage(), "ask less at once"));
        } catch (IllegalArgumentException e) {
            throw Problems.of(
                    Status.BAD_REQUEST,
                    "counts-unusable",
                    Objects.toString(e.getMessage(), "the counts cannot be used"));
        }
    }
}
