package org.tessera.broker.feasibility;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.tessera.envelope.Digests;

/**
 * A cohort as it is remembered: sorted keyed hashes of its subjects, and of the persons that these are here. Persons count
 * too, because a subject whom the broker does not hold, or a second case of the same person, changes nothing.
 */
public final class Cohort {
    /** Cohorts that differ by fewer could tell about single members. */
    static final int GRAIN = 20;

    private final long[] subjects;
    private final long[] persons;
    private final int offset;

    /** Takes hashes in any order. */
    public Cohort(long[] subjects, long[] persons) {
        this.subjects = Arrays.stream(subjects).sorted().distinct().toArray();
        this.persons = Arrays.stream(persons).sorted().distinct().toArray();
        this.offset = 1
                + Math.floorMod(
                        ByteBuffer.wrap(Digests.sha256().digest(subjectBytes())).getLong(), GRAIN);
    }

    /** Reads what {@link #subjectBytes} and {@link #personBytes} wrote. */
    public static Cohort of(byte[] subjects, byte[] persons) {
        return new Cohort(longs(subjects), longs(persons));
    }

    /** How many subjects. */
    public int size() {
        return subjects.length;
    }

    /** 1 to 20: always the same of the same subjects, and known to nobody who has not the key of their hashes. */
    int offset() {
        return offset;
    }

    /** The subjects' hashes, 8 bytes each. */
    public byte[] subjectBytes() {
        return bytes(subjects);
    }

    /** The persons' hashes, 8 bytes each. */
    public byte[] personBytes() {
        return bytes(persons);
    }

    /**
     * Whether one of the two answers may not be given beside the other: they are of the same subjects, or differ by 1 to 19
     * on either side; or they are of the same persons, or differ by few on both sides. One side is not enough of persons: an
     * earlier cohort of one held person would be too close to every one that does not have that person, and the answer would
     * tell which has. How few is each pair's own, from none to 19: who knows the persons of both cohorts but for whether one
     * case is somebody's among them seldom sees it by whether the answer comes again.
     */
    public boolean tooCloseTo(Cohort other) {
        return closeInSubjects(other) || closeInPersons(other);
    }

    private boolean closeInSubjects(Cohort other) {
        int common = common(subjects, other.subjects);
        int here = subjects.length - common;
        int there = other.subjects.length - common;
        return (here == 0 && there == 0) || single(here) || single(there);
    }

    private static boolean single(int difference) {
        return difference > 0 && difference < GRAIN;
    }

    private boolean closeInPersons(Cohort other) {
        int common = common(persons, other.persons);
        int apart = 1 + (offset + other.offset) % GRAIN;
        return persons.length - common < apart && other.persons.length - common < apart;
    }

    private static int common(long[] one, long[] other) {
        int common = 0;
        int a = 0;
        int b = 0;
        while (a < one.length && b < other.length) {
            int order = Long.compare(one[a], other[b]);
            common += order == 0 ? 1 : 0;
            a += order <= 0 ? 1 : 0;
            b += order >= 0 ? 1 : 0;
        }
        return common;
    }

    private static byte[] bytes(long[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES);
        buffer.asLongBuffer().put(values);
        return buffer.array();
    }

    private static long[] longs(byte[] bytes) {
        long[] values = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(values);
        return values;
    }
}
