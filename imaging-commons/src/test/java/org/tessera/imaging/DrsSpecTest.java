package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** Holds the DRS answers against GA4GH's own OpenAPI document, where the folder that has it is there. */
@QuarkusTest
@OnRealServers("imaging-commons")
class DrsSpecTest {
    private static Optional<Path> specification() {
        String named = System.getProperty("tessera.shared", System.getenv().getOrDefault("TESSERA_SHARED", ""));
        List<Path> places = Stream.of(named, "../../shared")
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place).resolve("data/specs/ga4gh-drs-1.5.0.bundled.yaml"))
                .toList();
        return places.stream().filter(Files::isRegularFile).findFirst();
    }

    private static RequestSpecification held(Path specification) {
        return RestAssured.given()
                .filter(new OpenApiValidationFilter(OpenApiInteractionValidator.createForSpecificationUrl(
                                specification.toUri().toString())
                        .withBasePathOverride("/ga4gh/drs/v1")
                        .withLevelResolver(LevelResolver.create()
                                .withLevel("validation.request", Level.IGNORE)
                                .withLevel("validation.request.path.missing", Level.ERROR)
                                .withLevel("validation.response.body.schema.additionalProperties", Level.IGNORE)
                                .withLevel("validation.schema.additionalProperties", Level.IGNORE)
                                .build())
                        .build()))
                .auth()
                .oauth2(Tokens.of("commons", "rosalind", "registered"));
    }

    @Test
    void every_answer_is_as_drs_1_5_has_it() {
        Optional<Path> specification = specification();
        Assumptions.assumeTrue(specification.isPresent(), "GA4GH's document is not here: set TESSERA_SHARED");
        Path document = specification.orElseThrow();
        Commons.submit(BundleFixture.cases("DRS-", 1)).then().statusCode(201);
        Commons.publish("d" + UUID.randomUUID().toString().substring(0, 8))
                .then()
                .statusCode(201);
        String object = Commons.rosalind().get("/cases/DRS-1").path("imaging_studies[0].series[0].object_id");
        held(document).get("/ga4gh/drs/v1/service-info").then().statusCode(200);
        String access = held(document)
                .get("/ga4gh/drs/v1/objects/" + object)
                .then()
                .statusCode(200)
                .extract()
                .path("access_methods[0].access_id");
        String url = held(document)
                .get("/ga4gh/drs/v1/objects/" + object + "/access/" + access)
                .then()
                .statusCode(200)
                .extract()
                .path("url");
        assertThat(url).endsWith("/files/" + object);
    }
}
