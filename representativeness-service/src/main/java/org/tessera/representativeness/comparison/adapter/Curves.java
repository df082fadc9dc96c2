package org.tessera.representativeness.comparison.adapter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.comparison.Compared;
import org.tessera.representativeness.comparison.Comparing;
import org.tessera.representativeness.comparison.Treatment;
import org.tessera.representativeness.distance.Base;

/**
 * Curves over time, one per reference.
 *
 * @param attribute the attribute
 * @param base base of the logarithm
 * @param curves one per reference, in the order asked
 * @param notCompared points that have no reference yet
 */
@Schema(description = "Distances over time, one curve per reference")
public record Curves(String attribute, Base base, List<Curve> curves, List<Comparing.NotCompared> notCompared) {
    static Curves of(String attribute, Base base, Comparing.Answer answer) {
        Map<String, List<Compared>> byReference = new LinkedHashMap<>();
        for (Compared compared : answer.comparisons()) {
            String reference =
                    compared.reference().name() + "/" + compared.reference().version();
            byReference.computeIfAbsent(reference, key -> new ArrayList<>()).add(compared);
        }
        List<Curve> curves = new ArrayList<>();
        byReference.forEach((reference, points) -> curves.add(new Curve(
                reference,
                points.getFirst().reference().definition(),
                points.stream().map(CurvePoint::of).toList())));
        return new Curves(attribute, base, curves, answer.notCompared());
    }

    /**
     * The curve against one reference.
     *
     * @param reference name and version
     * @param definition what it counts
     * @param points in the order of the question
     */
    @Schema(description = "The curve against one reference")
    public record Curve(String reference, String definition, List<CurvePoint> points) {}

    /**
     * One date.
     *
     * @param date the cohort's
     * @param referenceDate the snapshot of the reference that was latest then
     * @param referencePersons behind that snapshot, missing ones too; null when it is shares
     * @param alignment name and version of the category alignment
     * @param raw missing is a category of its own
     * @param adjusted missing is dropped; null when nobody is known
     */
    @Schema(description = "The distances at one date")
    public record CurvePoint(
            LocalDate date,
            LocalDate referenceDate,
            @Nullable Double referencePersons,
            String alignment,
            Treatment raw,
            @Nullable Treatment adjusted) {
        static CurvePoint of(Compared compared) {
            return new CurvePoint(
                    Objects.requireNonNull(compared.asOf(), "a point of a curve has a date"),
                    compared.reference().date(),
                    compared.reference().persons(),
                    compared.alignment(),
                    compared.raw(),
                    compared.adjusted());
        }
    }
}
