package org.tessera.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.LongSupplier;

/** Runs work from this thread, a few times unmeasured and a few times measured, and keeps the quickest run. */
final class Stopwatch {
    private static final double NANOS = 1e9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final List<MemoryPoolMXBean> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    private final int warmups;
    private final int runs;
    private final LongSupplier processorNanos;

    private Stopwatch(int warmups, int runs, LongSupplier processorNanos) {
        this.warmups = warmups;
        this.runs = runs;
        this.processorNanos = processorNanos;
    }

    /** For work that this thread does alone. */
    Stopwatch(int warmups, int runs) {
        this(warmups, runs, THREADS::getCurrentThreadCpuTime);
    }

    /** For work that other threads do, an engine's for example: the processor's time is the whole process'. */
    static Stopwatch ofTheProcess(int warmups, int runs) {
        return new Stopwatch(warmups, runs, PROCESS::getProcessCpuTime);
    }

    /** For work that another process does on one processor while this one waits: its time is the clock's. */
    static Stopwatch ofAnotherProcess(int warmups, int runs) {
        return new Stopwatch(warmups, runs, System::nanoTime);
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
            long startOfCpu = processorNanos.getAsLong();
            long start = System.nanoTime();
            sink += work.run();
            clock = Math.min(clock, System.nanoTime() - start);
            cpu = Math.min(cpu, processorNanos.getAsLong() - startOfCpu);
        }
        if (sink == Long.MIN_VALUE) {
            throw new IllegalStateException("the work was not done");
        }
        long peak =
                HEAP.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new Measurement(task, contender, size, unit, amount * NANOS / cpu, amount * NANOS / clock, peak >> 20);
    }
}
