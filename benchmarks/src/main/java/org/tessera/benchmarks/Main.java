package org.tessera.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs all benchmarks, or those that are named: cases, encodings, linkage, match, model, sealing; --quick and --large choose the {@link Scale}. */
public final class Main {
    private static final Map<String, Scale> SCALES = Map.of("--quick", Scale.QUICK, "--large", Scale.LARGE);
    private static final Path RESULTS = Path.of("benchmarks/target/results.csv");

    private Main() {}

    @FunctionalInterface
    private interface Benchmark {
        void run(Scale scale, Consumer<Measurement> results) throws Exception;
    }

    /** Prints a table and writes it as CSV; exit code 2 for a name that is none. */
    public static void main(String[] arguments) throws Exception {
        Scale scale = Stream.of(arguments)
                .filter(SCALES::containsKey)
                .map(SCALES::get)
                .findFirst()
                .orElse(Scale.FULL);
        List<String> names = Stream.of(arguments)
                .filter(argument -> !SCALES.containsKey(argument))
                .toList();
        Map<String, Benchmark> all = new TreeMap<>(Map.of(
                "cases",
                CaseBenchmark::run,
                "encodings",
                EncodingBenchmark::run,
                "linkage",
                LinkageBenchmark::run,
                "match",
                MatchBenchmark::run,
                "model",
                ModelBenchmark::run,
                "sealing",
                SealingBenchmark::run));
        List<String> wanted = names.isEmpty() ? List.copyOf(all.keySet()) : names;
        if (!all.keySet().containsAll(wanted)) {
            System.err.println("There are these benchmarks: " + String.join(", ", all.keySet()));
            System.exit(2);
        }
        var machine = ManagementFactory.getOperatingSystemMXBean();
        System.out.printf(
                Locale.ROOT,
                "JDK %s, %d processors, load %.1f at the start, heap of %,d MiB; each the quickest of its runs%n",
                Runtime.version(),
                machine.getAvailableProcessors(),
                machine.getSystemLoadAverage(),
                Runtime.getRuntime().maxMemory() >> 20);
        Results results = new Results(System.out);
        for (Map.Entry<String, Benchmark> benchmark : all.entrySet()) {
            if (wanted.contains(benchmark.getKey())) {
                benchmark.getValue().run(scale, results);
            }
        }
        results.write(RESULTS);
    }
}
