package org.tessera.representativeness.distance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.tessera.representativeness.distance.Completion.Sum;

/**
 * Smallest or largest divergence of N persons over all completions that fit the margins, exactly, by branch and bound.
 *
 * <p>For fixed N the divergence is a sum of convex functions, one per cell. Keeping only disjoint exact margins leaves
 * blocks that are solved one by one: the smallest sum by giving one person after the other to the cell where it costs
 * least (Fox 1966), a bound on the largest by the chords of the convex functions (Falk and Soland 1969). Where the answer
 * breaks another margin, or lies below its chord, the numbers of one cell are halved and both halves searched. Numbers are
 * whole, so the search ends; both answers are completions, so they are reached.
 */
final class CompletionSearch {
    /** About a few seconds: numbers of persons tried in cells. */
    private static final long MOST_WORK = 200_000_000;

    private static final double ON_THE_CHORD = 1e-15;

    private final double[] reference;
    private final List<Sum> margins;
    private final int persons;
    private final boolean largest;
    private double best;
    private long work;

    /**
     * @param reference shares of the reference, with sum 1
     * @param margins all published sums, the one of all cells with exactly {@code persons} among them
     * @param best what was found before, to be beaten
     */
    CompletionSearch(double[] reference, List<Sum> margins, int persons, boolean largest, double best) {
        this.reference = reference;
        this.margins = margins;
        this.persons = persons;
        this.largest = largest;
        this.best = best;
    }

    /** The best divergence in nats: what was found before when nothing here beats it; throws {@link TooLittlePublished}. */
    double search(Completion cells) {
        Deque<Completion> open = new ArrayDeque<>();
        open.push(cells.copy());
        while (!open.isEmpty()) {
            work += reference.length;
            if (work > MOST_WORK) {
                throw new TooLittlePublished("the margins are too entangled for an exact interval");
            }
            Completion next = open.pop();
            if (next.tighten(margins)) {
                look(next, open);
            }
        }
        return best;
    }

    private void look(Completion cells, Deque<Completion> open) {
        int[] guess = cells.lowest();
        double bound = 0;
        for (Sum block : blocks()) {
            bound += largest ? fillByChord(block, cells, guess) : fillByCost(block, cells, guess);
        }
        if (largest ? bound <= best : bound >= best) {
            return;
        }
        Sum broken = margins.stream()
                .filter(margin -> !margin.holds(guess))
                .findFirst()
                .orElse(null);
        if (broken != null) {
            int cell = widest(cells, broken.cells());
            cells.splitAbove(cell, (cells.low(cell) + cells.high(cell)) / 2).forEach(open::push);
            return;
        }
        double value = value(guess);
        best = largest ? Math.max(best, value) : Math.min(best, value);
        if (largest && bound - value > ON_THE_CHORD) {
            int cell = farthestBelowChord(cells, guess);
            cells.splitAbove(cell, guess[cell]).forEach(open::push);
        }
    }

    /** Disjoint exact margins, the larger first, and a last block of all other cells. */
    private List<Sum> blocks() {
        List<Sum> blocks = new ArrayList<>();
        boolean[] taken = new boolean[reference.length];
        int left = persons;
        for (Sum margin : margins.stream()
                .filter(margin -> margin.exact() && margin.cells().length < reference.length)
                .sorted(Comparator.comparingInt(margin -> -margin.cells().length))
                .toList()) {
            if (Arrays.stream(margin.cells()).noneMatch(cell -> taken[cell])) {
                Arrays.stream(margin.cells()).forEach(cell -> taken[cell] = true);
                blocks.add(margin);
                left -= margin.atLeast();
            }
        }
        int[] rest =
                IntStream.range(0, taken.length).filter(cell -> !taken[cell]).toArray();
        if (rest.length > 0) {
            blocks.add(new Sum(rest, left, left));
        }
        return blocks;
    }

    private double fillByCost(Sum block, Completion cells, int[] guess) {
        int left = spare(block, cells);
        for (; left > 0; left--) {
            int cheapest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int cell : block.cells()) {
                if (guess[cell] < cells.high(cell)) {
                    double cost = cost(cell, guess[cell] + 1) - cost(cell, guess[cell]);
                    if (cost < least) {
                        least = cost;
                        cheapest = cell;
                    }
                }
            }
            if (cheapest < 0) {
                return Double.POSITIVE_INFINITY;
            }
            guess[cheapest]++;
            work += block.cells().length;
        }
        return left < 0 ? Double.POSITIVE_INFINITY : value(block.cells(), guess);
    }

    private double fillByChord(Sum block, Completion cells, int[] guess) {
        int left = spare(block, cells);
        double bound = 0;
        for (int cell : block.cells()) {
            bound += cost(cell, cells.low(cell));
        }
        for (int cell : Arrays.stream(block.cells())
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> -slope(cell, cells)))
                .toList()) {
            int taken = Math.min(Math.max(0, left), cells.width(cell));
            guess[cell] += taken;
            bound += taken * slope(cell, cells);
            left -= taken;
        }
        return left == 0 ? bound : Double.NEGATIVE_INFINITY;
    }

    private static int spare(Sum block, Completion cells) {
        int spare = block.atLeast();
        for (int cell : block.cells()) {
            spare -= cells.low(cell);
        }
        return spare;
    }

    private double slope(int cell, Completion cells) {
        int width = cells.width(cell);
        return width == 0 ? 0 : (cost(cell, cells.high(cell)) - cost(cell, cells.low(cell))) / width;
    }

    private int farthestBelowChord(Completion cells, int[] guess) {
        int farthest = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int cell = 0; cell < guess.length; cell++) {
            int above = guess[cell] - cells.low(cell);
            double gap = cost(cell, cells.low(cell)) + above * slope(cell, cells) - cost(cell, guess[cell]);
            if (guess[cell] < cells.high(cell) && above > 0 && gap > most) {
                most = gap;
                farthest = cell;
            }
        }
        return farthest;
    }

    private static int widest(Completion cells, int[] among) {
        return Arrays.stream(among)
                .boxed()
                .max(Comparator.comparingInt(cells::width))
                .orElseThrow();
    }

    private double value(int[] guess) {
        double sum = 0;
        for (int cell = 0; cell < guess.length; cell++) {
            sum += cost(cell, guess[cell]);
        }
        return sum;
    }

    private double value(int[] among, int[] guess) {
        double sum = 0;
        for (int cell : among) {
            sum += cost(cell, guess[cell]);
        }
        return sum;
    }

    private double cost(int cell, int held) {
        return JensenShannon.contribution(held / (double) persons, reference[cell]);
    }
}
