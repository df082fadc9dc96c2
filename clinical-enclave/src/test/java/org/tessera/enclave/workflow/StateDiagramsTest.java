package org.tessera.enclave.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.RequestMoves;
import org.tessera.enclave.download.DownloadMoves;
import org.tessera.enclave.upload.UploadMoves;

/** The diagrams in the documents are drawn from the tables; {@code -Dtessera.write-docs=true} draws them anew. */
class StateDiagramsTest {
    private static final Path PAGE = Path.of("..", "docs", "state-diagrams.md");

    @Test
    void the_diagrams_in_the_documents_are_those_of_the_tables() throws IOException {
        var page = page();
        if (Boolean.getBoolean("tessera.write-docs")) {
            Files.createDirectories(PAGE.toAbsolutePath().normalize().getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String page() {
        return """
                # States of the enclave's reviewed objects

                Drawn from the transition tables in the code (`RequestMoves`, `UploadMoves`, `DownloadMoves`); a test
                keeps this page and the tables equal. To draw it anew: run the test `StateDiagramsTest` with
                `-Dtessera.write-docs=true`.

                ## Data use request

                ```mermaid
                %s```

                ## Upload request

                ```mermaid
                %s```

                ## Download request

                ```mermaid
                %s```
                """.formatted(RequestMoves.TABLE.diagram(), UploadMoves.TABLE.diagram(), DownloadMoves.TABLE.diagram());
    }
}
