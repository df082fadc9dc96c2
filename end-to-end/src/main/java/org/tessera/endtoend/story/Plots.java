package org.tessera.endtoend.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The plots of the page, each beside the table it was drawn from; a sentence where nothing was released. */
final class Plots {
    private static final String NOTHING = "<p>Nothing was released: see the refusals above.</p>\n";

    private static final List<String> STAGES =
            List.of("whole-commons", "saved-cohort", "linked", "interval-aligned", "final-cohort");

    private final ReleasedTables released;

    Plots(ReleasedTables released) {
        this.released = released;
    }

    String funnel() {
        List<List<String>> rows = released.csv("funnel.csv");
        if (rows.isEmpty()) {
            return NOTHING;
        }
        List<Chart.Bar> bars = new ArrayList<>();
        StringBuilder table = new StringBuilder(Html.head(
                "Everybody, by stage and verdict (persons; &lt;20 is 1 to 19)".replace("&lt;", "<"),
                "Stage or verdict",
                "Reason",
                "Persons"));
        for (List<String> row : rows.subList(1, rows.size())) {
            if (row.getFirst().equals("left")) {
                bars.add(new Chart.Bar(
                        row.get(1), row.get(3), size(row.get(3)), row.get(3).startsWith("<")));
            }
            table.append(Html.row(row.get(1), row.get(2), row.get(3)));
        }
        return figure(Chart.funnel("CONSORT funnel, persons", bars), table);
    }

    String characteristics() {
        List<List<String>> rows = released.csv("characteristics-final-cohort.csv");
        if (rows.isEmpty()) {
            return NOTHING;
        }
        StringBuilder table = new StringBuilder(Html.head(
                "The final cohort (percent: of the persons of the attribute), from " + sources(rows),
                "Attribute",
                "Category",
                "Persons",
                "Percent"));
        rows.subList(1, rows.size())
                .forEach(row -> table.append(Html.row(row.subList(0, 4).toArray(String[]::new))));
        return table.append("</tbody></table>\n").toString();
    }

    /** Each source once with its day, as the rows name them at their end. */
    private static String sources(List<List<String>> rows) {
        return rows.stream()
                .skip(1)
                .map(row -> row.get(4) + " as of " + row.get(5))
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    String oddsRatios() {
        JsonNode file = released.json("model-results.json");
        if (file.isMissingNode()) {
            return NOTHING;
        }
        List<Chart.Interval> ratios = new ArrayList<>();
        StringBuilder table = new StringBuilder(Html.head(
                "Three models of severe COVID-19",
                "Model",
                "Covariate",
                "Odds ratio (of imaging_index: per 0.1)",
                "95 % interval",
                "AUC (95 % interval)"));
        for (JsonNode model : file.path("models")) {
            String name = model.path("name").asText();
            if (!model.path("state").asText().equals("ESTIMATED")) {
                table.append(Html.row(name, "no estimate", model.path("verdict").asText(), "", ""));
            }
            for (JsonNode ratio : model.path("oddsRatios")) {
                String covariate = ratio.path("covariate").asText();
                ratios.add(new Chart.Interval(
                        name + ": " + covariate,
                        ratio.path("oddsRatio").asDouble(),
                        ratio.path("low").asDouble(),
                        ratio.path("high").asDouble()));
                table.append(Html.row(
                        name,
                        covariate,
                        ratio.path("oddsRatio").asText(),
                        ratio.path("low").asText() + " to " + ratio.path("high").asText(),
                        area(model.path("auc"))));
            }
        }
        return ratios.isEmpty()
                ? table.append("</tbody></table>\n").toString()
                : figure(Chart.forest("Odds ratios with 95 % intervals", ratios), table);
    }

    private static String area(JsonNode auc) {
        return auc.path("value").asText("") + " (" + auc.path("low").asText("") + " to "
                + auc.path("high").asText("") + ")";
    }

    String curves() {
        JsonNode file = released.json("roc-smooth.json");
        List<Chart.Curve> curves = new ArrayList<>();
        StringBuilder table = new StringBuilder(Html.head(
                "Smooth curves from rounded parameters",
                "Model",
                "AUC",
                "a: distance of the classes (standard deviations)",
                "b: ratio of their standard deviations"));
        for (JsonNode curve : file.path("curves")) {
            List<double[]> points = new ArrayList<>();
            curve.path("points")
                    .forEach(point -> points.add(new double[] {
                        point.path("falsePositiveRate").asDouble(),
                        point.path("truePositiveRate").asDouble()
                    }));
            if (!points.isEmpty()) {
                curves.add(new Chart.Curve(
                        curve.path("model").asText() + ", AUC "
                                + curve.path("auc").asText(),
                        points));
            }
            table.append(Html.row(
                    curve.path("title").asText(),
                    curve.path("auc").asText(),
                    curve.path("a").asText(),
                    curve.path("b").asText()));
        }
        return curves.isEmpty() ? NOTHING : figure(Chart.roc("ROC curves", curves), table);
    }

    /** Adjusted distances of every stage against each reference. */
    String distances(JsonNode reports) {
        Map<String, List<Chart.Interval>> byReference = new TreeMap<>();
        StringBuilder table = new StringBuilder(Html.head(
                "Jensen-Shannon distances, base 2", "Reference", "Stage", "Attribute", "Missing", "Distance (0 to 1)"));
        for (JsonNode report : inOrder(reports)) {
            String reference = report.path("reference").asText();
            for (JsonNode distance : report.path("distances")) {
                double low = distance.path("low").asDouble();
                double high = distance.path("high").asDouble();
                String stage = report.path("stage").asText();
                String attribute = distance.path("attribute").asText();
                table.append(Html.row(
                        reference, stage, attribute, distance.path("treatment").asText(), shown(low, high)));
                if (distance.path("treatment").asText().equals("adjusted")) {
                    byReference
                            .computeIfAbsent(reference, key -> new ArrayList<>())
                            .add(new Chart.Interval(attribute + ", " + stage, (low + high) / 2, low, high));
                }
            }
        }
        StringBuilder all = new StringBuilder();
        byReference.forEach((reference, distances) -> {
            distances.sort(Comparator.comparing(
                    each -> each.name().substring(0, each.name().indexOf(','))));
            all.append(Html.element("h3", Html.text("Against " + reference)))
                    .append(drawn(Chart.distances("Distances against " + reference, distances)));
        });
        return all.isEmpty() ? NOTHING : all + details(table);
    }

    /** As the cohort was made, from everybody to the final cohort. */
    private static List<JsonNode> inOrder(JsonNode reports) {
        List<JsonNode> order = new ArrayList<>();
        reports.forEach(order::add);
        order.sort(Comparator.comparingInt(
                report -> STAGES.indexOf(report.path("stage").asText())));
        return order;
    }

    private static String shown(double low, double high) {
        return high - low < 5e-5
                ? String.format(Locale.ROOT, "%.4f", low)
                : String.format(Locale.ROOT, "%.4f to %.4f", low, high);
    }

    private static double size(String published) {
        String digits = published.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Double.parseDouble(digits);
    }

    private static String figure(String svg, StringBuilder table) {
        return drawn(svg) + details(table);
    }

    /** On a narrow screen a chart is wider than the page, and scrolls by itself, by keyboard too. */
    private static String drawn(String svg) {
        return "<figure tabindex=\"0\">" + svg + "</figure>";
    }

    private static String details(StringBuilder table) {
        return "<details><summary>The same as a table</summary>" + table + "</tbody></table></details>\n";
    }
}
