package org.tessera.representativeness.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JensenShannonTest {
    private static final double TOLERANCE = 1e-10;

    /** Expected values computed with scipy 1.x ({@code scipy.spatial.distance.jensenshannon}). */
    @Test
    void the_papers_worked_example_is_two_numbers_one_per_base() {
        Map<String, Double> p = Map.of("Female", 45.0, "Male", 45.0, "Not Reported", 10.0);
        Map<String, Double> q = Map.of("Female", 35.0, "Male", 35.0, "Not Reported", 30.0);

        assertThat(JensenShannon.between(p, q, Base.TWO).value()).isCloseTo(0.21629805472397423, within(TOLERANCE));
        assertThat(JensenShannon.between(p, q, Base.E).value()).isCloseTo(0.18007994284488482, within(TOLERANCE));
    }

    @Test
    void the_answer_does_not_depend_on_which_side_comes_first() {
        Map<String, Double> p = Map.of("a", 1141.0, "b", 983.0, "c", 0.0);
        Map<String, Double> q = Map.of("a", 50.3, "b", 45.7, "c", 4.1);

        assertThat(JensenShannon.between(p, q, Base.TWO).value())
                .isEqualTo(JensenShannon.between(q, p, Base.TWO).value())
                .isCloseTo(0.14461190833826693, within(TOLERANCE));
    }

    @Test
    void contributions_add_up_to_the_square_of_the_distance() {
        var distance = JensenShannon.between(Map.of("a", 3.0, "b", 7.0), Map.of("a", 9.0, "b", 1.0), Base.TWO);

        double sum = distance.contributions().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        assertThat(sum).isCloseTo(distance.value() * distance.value(), within(TOLERANCE));
    }

    @Test
    void what_cannot_be_compared_is_refused() {
        assertThatThrownBy(() -> JensenShannon.between(Map.of("a", 1.0), Map.of("b", 1.0), Base.TWO))
                .hasMessageContaining("different categories");
        assertThatThrownBy(() -> JensenShannon.between(Map.of("a", 0.0), Map.of("a", 1.0), Base.TWO))
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> JensenShannon.between(Map.of("a", -1.0), Map.of("a", 1.0), Base.TWO))
                .hasMessageContaining("negative");
    }

    @TestFactory
    Stream<DynamicTest> all_published_cases_agree_with_scipy() throws IOException {
        Path cases = SharedCases.file("cases/jsd_paper_cases.json");
        Assumptions.assumeTrue(Files.exists(cases), "the shared worked cases are not beside this checkout");
        JsonNode list = new ObjectMapper().readTree(cases.toFile());
        assertThat(list).isNotEmpty();
        return list.valueStream()
                .map(one -> DynamicTest.dynamicTest(one.get("id").asText(), () -> {
                    Base base = "e".equals(one.get("base").asText()) ? Base.E : Base.TWO;
                    assertThat(JensenShannon.between(weights(one.get("p")), weights(one.get("q")), base)
                                    .value())
                            .isCloseTo(one.get("expected").asDouble(), within(TOLERANCE));
                }));
    }

    private static Map<String, Double> weights(JsonNode node) {
        Map<String, Double> weights = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> weights.put(entry.getKey(), entry.getValue().asDouble()));
        return weights;
    }
}
