package org.tessera.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs all benchmarks, or those that are named: linkage, sealing, model. */
public final class Main {
    private static final Path RESULTS = Path.of("benchmarks/target/results.csv");

    private Main() {}

    @FunctionalInterface
    private interface Benchmark {
        void run(Consumer<Measurement> results) throws Exception;
    }

    /** Prints a table and writes it as CSV; exit code 2 for a name that is none. */
    public static void main(String[] names) throws Exception {
        Map<String, Benchmark> all = new TreeMap<>(Map.of(
                "linkage", LinkageBenchmark::run, "model", ModelBenchmark::run, "sealing", SealingBenchmark::run));
        List<String> wanted = names.length == 0 ? List.copyOf(all.keySet()) : List.of(names);
        if (!all.keySet().containsAll(wanted)) {
            System.err.println("There are these benchmarks: " + String.join(", ", all.keySet()));
            System.exit(2);
        }
        var machine = ManagementFactory.getOperatingSystemMXBean();
        System.out.printf(
                Locale.ROOT,
                "JDK %s, %d processors, load %.1f at the start, heap of %,d MiB; each the quickest of several runs on one thread%n",
                Runtime.version(),
                machine.getAvailableProcessors(),
                machine.getSystemLoadAverage(),
                Runtime.getRuntime().maxMemory() >> 20);
        Results results = new Results(System.out);
        for (Map.Entry<String, Benchmark> benchmark : all.entrySet()) {
            if (wanted.contains(benchmark.getKey())) {
                benchmark.getValue().run(results);
            }
        }
        results.write(RESULTS);
    }
}
