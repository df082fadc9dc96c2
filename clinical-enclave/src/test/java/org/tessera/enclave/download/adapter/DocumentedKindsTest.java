package org.tessera.enclave.download.adapter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("clinical-enclave")
class DocumentedKindsTest {
    @Inject
    @Any
    Instance<ReleasableSource> sources;

    @Test
    void the_document_names_every_kind_of_resource_with_its_parameters_and_no_other() {
        List<String> kinds = sources.stream()
                .map(ReleasableSource::kind)
                .filter(kind -> !kind.endsWith("-of-the-test"))
                .toList();
        JsonPath resource = given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("components.schemas.ResourceBody.properties");
        assertThat(resource.getList("kind.enum", String.class)).containsExactlyInAnyOrderElementsOf(kinds);
        assertThat(kinds)
                .allSatisfy(kind ->
                        assertThat(resource.getString("parameters.description")).contains(kind + ": "));
    }
}
