package org.tessera.endtoend.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tessera.endtoend.world.Places;

class SummaryTest {
    @Test
    void the_end_names_what_to_open_and_a_command_that_works_from_here() {
        Path root = Path.of("/the/repository");
        String left = Summary.left(new Places(root, root.resolve(".tessera")), Path.of("/elsewhere/results"));

        assertThat(left)
                .contains("The results lie in /elsewhere/results")
                .contains("file:///elsewhere/results/index.html")
                .contains("/the/repository/run ledger verify /elsewhere/results/ledgers/*.ndjson"
                        + " --keys /elsewhere/results/public-keys");
    }

    @Test
    void a_path_with_a_blank_can_be_pasted() {
        Path root = Path.of("/the repository");
        String left = Summary.left(new Places(root, root.resolve(".tessera")), Path.of("/my results"));

        assertThat(left)
                .contains("'/the repository/run' ledger verify '/my results/ledgers/'*.ndjson"
                        + " --keys '/my results/public-keys'");
    }

    @Test
    void in_the_repository_the_command_is_the_short_one() {
        Path here = Path.of("").toAbsolutePath();
        assertThat(new Places(here, here).run()).isEqualTo("./run");
    }
}
