package org.tessera.representativeness.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointAttributeTest {
    @Test
    void a_joint_has_one_name_and_its_categories_one_order_whoever_writes_it() {
        assertThat(JointAttribute.canonical("sex * race")).isEqualTo("race*sex");
        assertThat(JointAttribute.canonical("race*sex")).isEqualTo("race*sex");
        assertThat(JointAttribute.canonical("race_ethnicity")).isEqualTo("race_ethnicity");
        assertThat(JointAttribute.canonical(Map.of("sex*race", Map.of("Female*White", 1), "sex", Map.of("Female", 2))))
                .isEqualTo(Map.of("race*sex", Map.of("White * Female", 1), "sex", Map.of("Female", 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sex*", "sex*sex", "a*b*c*d*e", "*"})
    void what_is_no_joint_is_refused(String written) {
        assertThatThrownBy(() -> JointAttribute.of(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_joint_twice_or_a_category_of_other_parts_is_refused() {
        Map<String, Integer> white = Map.of("White * Female", 1);
        assertThatThrownBy(() ->
                        JointAttribute.canonical(Map.of("race*sex", white, "sex*race", Map.of("Female * White", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> JointAttribute.canonical(Map.of("race*sex", Map.of("White", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one part for each attribute");
    }
}
