package org.tessera.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** Runs work on this thread, a few times unmeasured and a few times measured, and keeps the quickest run. */
final class Stopwatch {
    private static final double NANOS = 1e9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<MemoryPoolMXBean> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    private final int warmups;
    private final int runs;

    Stopwatch(int warmups, int runs) {
        this.warmups = warmups;
        this.runs = runs;
    }

    /** Work that may fail. Returns something that depends on all of it, so that none can be left out. */
    @FunctionalInterface
    interface Work {
        long run() throws Exception;
    }

    /**
     * Measures.
     *
     * @param amount how many units the work does
     */
    Measurement measure(String task, String contender, String size, String unit, double amount, Work work)
            throws Exception {
        long sink = 0;
        for (int i = 0; i < warmups; i++) {
            sink += work.run();
        }
        System.gc();
        HEAP.forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpu = Long.MAX_VALUE;
        long clock = Long.MAX_VALUE;
        for (int i = 0; i < runs; i++) {
            long startOfCpu = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            sink += work.run();
            clock = Math.min(clock, System.nanoTime() - start);
            cpu = Math.min(cpu, THREADS.getCurrentThreadCpuTime() - startOfCpu);
        }
        if (sink == Long.MIN_VALUE) {
            throw new IllegalStateException("the work was not done");
        }
        long peak =
                HEAP.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new Measurement(task, contender, size, unit, amount * NANOS / cpu, amount * NANOS / clock, peak >> 20);
    }
}
