package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintTest {
    static List<Chart.Setting> settings() {
        return Chart.settings();
    }

    @Test
    void helm_finds_nothing_to_say_against_the_chart() {
        LintResult result = new Helm(Chart.FOLDER).lint().strict().call();
        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_setting_renders_objects_with_a_name_of_their_own(Chart.Setting setting) {
        List<String> names = Chart.rendered(setting).stream()
                .map(object -> object.apiVersion() + " " + object)
                .toList();
        assertThat(names).hasSizeGreaterThan(50).doesNotHaveDuplicates();
    }
}
