package org.tessera.benchmarks;

/**
 * One thing done by one contender.
 *
 * @param task what was done
 * @param contender who did it: "Tessera" or the peer's name
 * @param size how much, in words
 * @param unit what is counted per second
 * @param perCpuSecond rate per second of the processor's time: other load on the machine disturbs it little
 * @param perSecond rate per second on the clock
 * @param heapMebibytes most heap in use meanwhile, garbage included
 */
record Measurement(
        String task,
        String contender,
        String size,
        String unit,
        double perCpuSecond,
        double perSecond,
        long heapMebibytes) {}
