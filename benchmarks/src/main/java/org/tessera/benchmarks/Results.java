package org.tessera.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Prints measurements as a table while they come, and keeps them as CSV. */
final class Results implements Consumer<Measurement> {
    private static final String ROW = "%-8s %-44s %-42s %14s %14s %10s%n";

    private final PrintStream out;
    private final List<Measurement> measured = new ArrayList<>();

    Results(PrintStream out) {
        this.out = out;
        out.printf(Locale.ROOT, ROW, "", "", "", "per CPU-s", "per s", "heap MiB");
    }

    @Override
    public void accept(Measurement one) {
        measured.add(one);
        out.printf(
                Locale.ROOT,
                ROW,
                one.task(),
                one.contender(),
                one.size(),
                rate(one.perCpuSecond(), one.unit()),
                rate(one.perSecond(), one.unit()),
                one.heapMebibytes());
    }

    private static String rate(double rate, String unit) {
        return rate >= 1e6
                ? String.format(Locale.ROOT, "%.2f M", rate / 1e6)
                : String.format(Locale.ROOT, "%,.0f %s", rate, unit.equals("MiB") ? unit : "");
    }

    /** Writes them as CSV (RFC 4180), one line a measurement. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of("task,contender,size,unit,per_cpu_second,per_second,heap_mib"));
        for (Measurement one : measured) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s,\"%s\",\"%s\",%s,%.1f,%.1f,%d",
                    one.task(),
                    one.contender(),
                    one.size(),
                    one.unit(),
                    one.perCpuSecond(),
                    one.perSecond(),
                    one.heapMebibytes()));
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines, StandardCharsets.UTF_8);
        out.println("also in " + file);
    }
}
