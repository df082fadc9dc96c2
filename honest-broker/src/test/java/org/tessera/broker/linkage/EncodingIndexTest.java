package org.tessera.broker.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Encoding;

class EncodingIndexTest {
    @Test
    void whoever_reaches_the_threshold_is_found_and_nobody_else() {
        Random random = new Random(7);
        for (double threshold : new double[] {0.3, 0.5, 0.7, 0.8, 1.0}) {
            List<Encoding> one = encodings(random, 300);
            List<Encoding> other = new ArrayList<>(encodings(random, 60));
            one.stream().map(each -> changed(random, each)).forEach(other::add);
            other.add(one.getFirst());
            other.add(new Encoding(new byte[Encoding.BYTES]));
            EncodingIndex index = new EncodingIndex(one, threshold);
            for (Encoding encoding : other) {
                Map<Integer, Double> expected = new TreeMap<>();
                for (int at = 0; at < one.size(); at++) {
                    double dice = dice(one.get(at), encoding);
                    if (dice >= threshold) {
                        expected.put(at, dice);
                    }
                }
                Map<Integer, Double> found = new TreeMap<>();
                index.alike(encoding, found::put);
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_share_of_exactly_the_threshold_is_enough_whatever_binary_numbers_make_of_it() {
        Encoding ten = encoding(BitSet.valueOf(new long[] {0b11_1111_1111L}));
        Encoding seven = encoding(BitSet.valueOf(new long[] {0b111_1111L | 0b111L << 40}));
        Map<Integer, Double> found = new HashMap<>();
        new EncodingIndex(List.of(ten), 0.7).alike(seven, found::put);
        assertThat(found).containsExactly(Map.entry(0, 0.7));
    }

    @Test
    void a_threshold_that_everybody_or_nobody_reaches_is_none() {
        assertThatThrownBy(() -> new EncodingIndex(List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EncodingIndex(List.of(), 1.01)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Anonlink's sample, 3,313 and 3,266 encodings of which 1,445 pairs are true, each linked to one at most (linkage.md). */
    @Test
    void the_published_sample_gives_the_published_quality() throws IOException {
        Quality loose = sample(0.80);
        assertThat(loose.precision()).isCloseTo(0.9875, within(0.0005));
        assertThat(loose.recall()).isCloseTo(0.9855, within(0.0005));
        Quality strict = sample(0.85);
        assertThat(strict.precision()).isEqualTo(1.0);
        assertThat(strict.recall()).isCloseTo(0.9183, within(0.0005));
    }

    private record Pair(int one, int other, double dice) {}

    private record Quality(double precision, double recall) {}

    private static Quality sample(double threshold) throws IOException {
        List<Encoding> ones = read("clks-1.json");
        List<Encoding> others = read("clks-2.json");
        EncodingIndex index = new EncodingIndex(ones, threshold);
        List<Pair> pairs = new ArrayList<>();
        for (int other = 0; other < others.size(); other++) {
            int number = other;
            index.alike(others.get(other), (one, dice) -> pairs.add(new Pair(one, number, dice)));
        }
        pairs.sort(Comparator.comparingDouble(Pair::dice)
                .reversed()
                .thenComparingInt(Pair::one)
                .thenComparingInt(Pair::other));
        Set<Integer> takenOnes = new HashSet<>();
        Set<Integer> takenOthers = new HashSet<>();
        Set<List<Integer>> truth = new HashSet<>();
        shared("ground-truth.json")
                .forEach(pair ->
                        truth.add(List.of(pair.get(0).asInt(), pair.get(1).asInt())));
        assertThat(truth).hasSize(1_445);
        double linked = 0;
        double right = 0;
        for (Pair pair : pairs) {
            if (!takenOnes.contains(pair.one()) && !takenOthers.contains(pair.other())) {
                takenOnes.add(pair.one());
                takenOthers.add(pair.other());
                linked++;
                right += truth.contains(List.of(pair.one(), pair.other())) ? 1 : 0;
            }
        }
        return new Quality(right / linked, right / truth.size());
    }

    private static List<Encoding> read(String name) throws IOException {
        List<Encoding> encodings = new ArrayList<>();
        for (JsonNode each : shared(name).get("clks")) {
            encodings.add(new Encoding(Base64.getDecoder().decode(each.asText())));
        }
        return encodings;
    }

    private static JsonNode shared(String name) throws IOException {
        Optional<Path> file = SharedData.file("clk/" + name);
        assumeThat(file).as("the sample of encodings is in the shared folder").isPresent();
        return ContractJson.tree(Files.readAllBytes(file.orElseThrow()));
    }

    private static Encoding encoding(BitSet bits) {
        return new Encoding(Arrays.copyOf(bits.toByteArray(), Encoding.BYTES));
    }

    private static List<Encoding> encodings(Random random, int count) {
        List<Encoding> encodings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BitSet bits = new BitSet();
            random.ints(random.nextInt(50, 900), 0, 1024).forEach(bits::set);
            encodings.add(encoding(bits));
        }
        return encodings;
    }

    private static Encoding changed(Random random, Encoding encoding) {
        BitSet bits = BitSet.valueOf(encoding.bytes());
        random.ints(random.nextInt(1, 200), 0, 1024).forEach(bits::flip);
        return encoding(bits);
    }

    private static double dice(Encoding a, Encoding b) {
        BitSet one = BitSet.valueOf(a.bytes());
        BitSet other = BitSet.valueOf(b.bytes());
        int both = one.cardinality() + other.cardinality();
        one.and(other);
        return both == 0 ? 0 : 2.0 * one.cardinality() / both;
    }
}
