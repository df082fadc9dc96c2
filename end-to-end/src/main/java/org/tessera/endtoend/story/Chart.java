package org.tessera.endtoend.story;

import java.util.List;
import java.util.Locale;

/** Small charts as inline SVG. Each has a title and a description for those who cannot see it; a table stands beside it. */
final class Chart {
    private static final int WIDTH = 760;

    private Chart() {}

    /**
     * A bar of a funnel.
     *
     * @param name of the stage
     * @param shown what is printed, "117" or "&lt;20"
     * @param size length of the bar
     * @param bound whether the count is hidden and the size only what it is below
     */
    record Bar(String name, String shown, double size, boolean bound) {}

    /**
     * An estimate with its interval.
     *
     * @param name what is estimated
     * @param value the estimate
     * @param low lower end
     * @param high upper end
     */
    record Interval(String name, double value, double low, double high) {}

    /**
     * A curve.
     *
     * @param name its name
     * @param points x and y, 0..1
     */
    record Curve(String name, List<double[]> points) {}

    static String funnel(String title, List<Bar> bars) {
        StringBuilder svg = open(
                title,
                "Horizontal bars, one per stage; an outline where the count is hidden and only a bound is known.",
                34 * bars.size() + 20);
        double most = bars.stream().mapToDouble(Bar::size).max().orElse(1);
        int top = 10;
        for (Bar bar : bars) {
            double width = Math.max(2, 360 * Math.max(0, bar.size()) / Math.max(1, most));
            svg.append(
                    format("<text x=\"250\" y=\"%d\" text-anchor=\"end\">%s</text>", top + 19, Html.text(bar.name())));
            svg.append(format(
                    "<rect x=\"260\" y=\"%d\" width=\"%.1f\" height=\"24\" class=\"%s\"/>",
                    top + 2, width, bar.bound() ? "hidden" : "bar"));
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%d\">%s persons</text>", 268 + width, top + 19, Html.text(bar.shown())));
            top += 34;
        }
        return svg.append("</svg>").toString();
    }

    /** Estimates with intervals on a logarithmic axis, as odds ratios are drawn; the line of no effect is at 1. */
    static String forest(String title, List<Interval> estimates) {
        StringBuilder svg = open(
                title,
                "Points with 95 % intervals on a logarithmic axis; the line is at 1.",
                34 * estimates.size() + 72);
        double least = Math.log(Math.min(
                0.5,
                estimates.stream()
                        .mapToDouble(Interval::low)
                        .filter(v -> v > 0)
                        .min()
                        .orElse(0.5)));
        double most = Math.log(
                Math.max(2, estimates.stream().mapToDouble(Interval::high).max().orElse(2)));
        int bottom = 34 * estimates.size() + 14;
        svg.append(vertical(x(0, least, most), bottom, "axis"));
        svg.append(caption("odds ratio, logarithmic; of imaging_index for 0.1 more of it", bottom));
        for (double tick : new double[] {0.1, 0.25, 0.5, 1, 2, 4, 8, 16}) {
            if (Math.log(tick) >= least && Math.log(tick) <= most) {
                svg.append(format(
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                        x(Math.log(tick), least, most), bottom + 22, number(tick)));
            }
        }
        int top = 10;
        for (Interval each : estimates) {
            double low = x(Math.log(Math.max(each.low(), Math.exp(least))), least, most);
            double high = x(Math.log(each.high()), least, most);
            double at = x(Math.log(each.value()), least, most);
            svg.append(
                    format("<text x=\"250\" y=\"%d\" text-anchor=\"end\">%s</text>", top + 19, Html.text(each.name())));
            svg.append(format(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" class=\"range\"/>",
                    low, high, top + 14, top + 14));
            svg.append(format("<circle cx=\"%.1f\" cy=\"%d\" r=\"6\" class=\"bar\"/>", at, top + 14));
            top += 34;
        }
        return svg.append("</svg>").toString();
    }

    private static double x(double value, double least, double most) {
        return 260 + 440 * (value - least) / (most - least);
    }

    /** Curves in the unit square with the diagonal of chance. */
    static String roc(String title, List<Curve> curves) {
        StringBuilder svg = open(title, "True positive rate over false positive rate; the diagonal is chance.", 474);
        svg.append("<rect x=\"60\" y=\"20\" width=\"400\" height=\"400\" class=\"frame\"/>");
        svg.append("<line x1=\"60\" y1=\"420\" x2=\"460\" y2=\"20\" class=\"axis\"/>");
        svg.append("<text x=\"260\" y=\"462\" text-anchor=\"middle\">false positive rate</text>");
        for (int percent = 0; percent <= 100; percent += 50) {
            svg.append(
                    format("<text x=\"%d\" y=\"440\" text-anchor=\"middle\">%d %%</text>", 60 + 4 * percent, percent));
            svg.append(format("<text x=\"54\" y=\"%d\" text-anchor=\"end\">%d %%</text>", 425 - 4 * percent, percent));
        }
        svg.append(
                "<text x=\"12\" y=\"220\" text-anchor=\"middle\" transform=\"rotate(-90 12 220)\">true positive rate</text>");
        int number = 0;
        for (Curve curve : curves) {
            StringBuilder path = new StringBuilder();
            for (double[] point : curve.points()) {
                path.append(
                        format("%s%.1f %.1f", path.isEmpty() ? "M" : " L", 60 + 400 * point[0], 420 - 400 * point[1]));
            }
            svg.append(format("<path d=\"%s\" class=\"curve curve%d\"/>", path, number));
            svg.append(format(
                    "<line x1=\"490\" x2=\"530\" y1=\"%d\" y2=\"%d\" class=\"curve curve%d\"/>",
                    60 + 30 * number, 60 + 30 * number, number));
            svg.append(format("<text x=\"540\" y=\"%d\">%s</text>", 65 + 30 * number, Html.text(curve.name())));
            number++;
        }
        return svg.append("</svg>").toString();
    }

    /** Distances 0..1 as intervals: a suppressed cell makes an interval without a middle, everything else a point. */
    static String distances(String title, List<Interval> distances) {
        StringBuilder svg = open(
                title, "Points or intervals between 0 (equal) and 1 (nothing in common).", 28 * distances.size() + 72);
        int bottom = 28 * distances.size() + 14;
        svg.append(caption("Jensen-Shannon distance, base 2, adjusted: 0 equal, 1 nothing in common", bottom));
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double at = 260 + 44.0 * tenth;
            svg.append(vertical(at, bottom, "grid"));
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>", at, bottom + 22, tenth / 10.0));
        }
        int top = 10;
        for (Interval each : distances) {
            svg.append(
                    format("<text x=\"250\" y=\"%d\" text-anchor=\"end\">%s</text>", top + 18, Html.text(each.name())));
            svg.append(format(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" class=\"range\"/>",
                    260 + 440 * each.low(), 260 + 440 * each.high(), top + 13, top + 13));
            if (each.high() - each.low() < 0.005) {
                svg.append(format(
                        "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" class=\"bar\"/>", 260 + 440 * each.value(), top + 13));
            }
            top += 28;
        }
        return svg.append("</svg>").toString();
    }

    /** What an axis is of, below the numbers of its ticks. */
    private static String caption(String text, int bottom) {
        return format(
                "<text x=\"480\" y=\"%d\" text-anchor=\"middle\" class=\"caption\">%s</text>",
                bottom + 46, Html.text(text));
    }

    private static String vertical(double x, int bottom, String style) {
        return format("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"6\" y2=\"%d\" class=\"%s\"/>", x, x, bottom, style);
    }

    private static StringBuilder open(String title, String description, int height) {
        return new StringBuilder(format(
                "<svg role=\"img\" viewBox=\"0 0 %d %d\" xmlns=\"http://www.w3.org/2000/svg\"><title>%s</title><desc>%s</desc>",
                WIDTH, height, Html.text(title), Html.text(description)));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Integer.toString((int) value) : Double.toString(value);
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
