package org.tessera.rest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

/** What ends a build, because readers of the document would stumble over it. */
class PreciseSchemasTest {
    @Test
    void two_types_that_are_called_alike_end_the_build() {
        assertThatThrownBy(() -> filter("Row", "Row1"))
                .hasMessageContaining("@Schema(name = ...)")
                .hasMessageContaining("[Row1]");
        assertThatCode(() -> filter("Sha256", "Row")).doesNotThrowAnyException();
    }

    private static void filter(String... names) throws IOException {
        Components components = OASFactory.createComponents();
        for (String name : names) {
            components.addSchema(name, OASFactory.createSchema().addType(Schema.SchemaType.OBJECT));
        }
        OpenAPI document = OASFactory.createOpenAPI().components(components).paths(OASFactory.createPaths());
        new PreciseSchemas(Index.of(List.<Class<?>>of())).filterOpenAPI(document);
    }
}
