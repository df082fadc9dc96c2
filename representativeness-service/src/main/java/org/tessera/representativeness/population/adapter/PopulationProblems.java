package org.tessera.representativeness.population.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.Objects;
import java.util.function.Supplier;
import org.tessera.representativeness.population.ImportRefused;
import org.tessera.representativeness.population.UnmappedCategories;
import org.tessera.rest.Problems;

/** Refusals of tables and categories, as problems with their reason. */
public final class PopulationProblems {
    private PopulationProblems() {}

    /** "category-unmapped", with the list of them in {@code categories}. */
    public static HttpProblem unmapped(StatusType status, UnmappedCategories e) {
        return HttpProblem.builder(Problems.of(status, "category-unmapped", sentence(e)))
                .with("categories", e.categories())
                .build();
    }

    /** Runs an import; a refusal is 409 when the name is taken, 422 otherwise. */
    public static <T> T explained(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnmappedCategories e) {
            throw unmapped(Problems.UNPROCESSABLE, e);
        } catch (ImportRefused e) {
            throw e.kind().equals("name-taken")
                    ? Problems.conflict(e.kind(), sentence(e))
                    : Problems.unprocessable(e.kind(), sentence(e));
        }
    }

    private static String sentence(RuntimeException e) {
        return Objects.toString(e.getMessage(), "it cannot be used");
    }
}
