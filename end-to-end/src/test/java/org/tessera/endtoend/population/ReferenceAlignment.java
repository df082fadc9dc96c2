package org.tessera.endtoend.population;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tessera.partner.table.TableRow;

/** S2's interval rule, written down once more from statistics.md, section 2, for one case and the clinical rows of one person. */
final class ReferenceAlignment {
    private static final Set<String> TESTS = Set.of("706163", "706170", "723477");
    private static final Set<String> POSITIVE = Set.of("9191", "4126681", "45884084", "45877985");
    private static final Set<String> RADIOGRAPHS = Set.of("4163872", "2211361");

    /** @param studyDay the day of the radiograph, where the verdict is SUBCOHORT_1 */
    record Verdict(String reason, int images, int studies, LocalDate studyDay) {}

    private record Study(int day, Set<Integer> intervals, int images) {}

    private ReferenceAlignment() {}

    static Verdict of(
            List<TableRow> studies,
            java.util.function.Function<String, List<TableRow>> series,
            List<TableRow> measurements,
            List<TableRow> procedures) {
        List<Study> inWindow = new ArrayList<>();
        for (TableRow row : studies) {
            Set<Integer> intervals = intervals(row);
            if (Set.of("DX", "CR").contains(row.get("study_modality")) && !intervals.isEmpty()) {
                int images = (int) series.apply(row.get("study_uid")).stream()
                        .filter(one -> "AP".equals(view(row, one)))
                        .count();
                inWindow.add(new Study(Integer.parseInt(row.get("days_to_study")), intervals, images));
            }
        }
        List<Study> eligible =
                inWindow.stream().filter(study -> study.images() > 0).toList();
        int images = eligible.stream().mapToInt(Study::images).sum();
        Set<LocalDate> tests = dates(measurements, "measurement_date", ReferenceAlignment::isPositive);
        Set<LocalDate> radiographs =
                dates(procedures, "procedure_date", row -> RADIOGRAPHS.contains(row.get("procedure_concept_id")));
        String reason = inWindow.isEmpty()
                ? "NO_STUDY_WITHIN_WINDOW"
                : eligible.isEmpty() ? "NO_REQUIRED_VIEW" : matched(eligible, tests, radiographs);
        return new Verdict(reason, images, eligible.size(), matchingDay(eligible, tests, radiographs));
    }

    private static String matched(List<Study> eligible, Set<LocalDate> tests, Set<LocalDate> radiographs) {
        if (tests.isEmpty()) {
            return "MISSING_POSITIVE_TEST";
        }
        if (radiographs.isEmpty()) {
            return "MISSING_CXR_PROCEDURE";
        }
        if (eligible.stream().map(Study::day).distinct().count() > 1) {
            return "MULTIPLE_IMAGING_STUDIES";
        }
        Set<Integer> intervals = new TreeSet<>();
        eligible.forEach(study -> intervals.addAll(study.intervals()));
        long found = intervals.stream()
                .filter(days -> pairs(days, tests, radiographs) > 0)
                .count();
        if (found == 0) {
            return "INTERVAL_MISMATCH";
        }
        if (intervals.size() == 1) {
            return pairs(intervals.iterator().next(), tests, radiographs) == 1 ? "SUBCOHORT_1" : "SUBCOHORT_2";
        }
        return found >= 2 ? "SUBCOHORT_3" : "MULTIPLE_INTERVALS_SINGLE_MATCH";
    }

    private static LocalDate matchingDay(List<Study> eligible, Set<LocalDate> tests, Set<LocalDate> radiographs) {
        for (Study study : eligible) {
            for (int days : study.intervals()) {
                for (LocalDate test : tests) {
                    if (radiographs.contains(test.plusDays(days))) {
                        return test.plusDays(days);
                    }
                }
            }
        }
        return LocalDate.MIN;
    }

    private static long pairs(int days, Set<LocalDate> tests, Set<LocalDate> radiographs) {
        return tests.stream()
                .flatMap(test -> radiographs.stream().filter(day -> ChronoUnit.DAYS.between(test, day) == days))
                .count();
    }

    private static Set<Integer> intervals(TableRow study) {
        Set<Integer> intervals = new HashSet<>();
        for (String days : study.get("days_from_study_to_pos_covid_test")
                .replaceAll("[\\[\\] ]", "")
                .split(",")) {
            if (!days.isEmpty() && -Integer.parseInt(days) >= 0 && -Integer.parseInt(days) <= 7) {
                intervals.add(-Integer.parseInt(days));
            }
        }
        return intervals;
    }

    private static String view(TableRow study, TableRow series) {
        return series.get("view_position").isEmpty() ? study.get("view_position") : series.get("view_position");
    }

    private static boolean isPositive(TableRow row) {
        boolean inText = "0".equals(row.get("value_as_concept_id"))
                && Set.of("Positive", "Detected").contains(row.get("value_source_value"));
        return TESTS.contains(row.get("measurement_concept_id"))
                && (POSITIVE.contains(row.get("value_as_concept_id")) || inText);
    }

    private static Set<LocalDate> dates(
            List<TableRow> rows, String column, java.util.function.Predicate<TableRow> wanted) {
        Set<LocalDate> dates = new HashSet<>();
        rows.stream().filter(wanted).forEach(row -> dates.add(LocalDate.parse(row.get(column))));
        return dates;
    }
}
