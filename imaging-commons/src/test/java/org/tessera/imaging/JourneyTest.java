package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CatalogueVersion;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("imaging-commons")
class JourneyTest {
    @Test
    void who_is_older_than_89_crosses_as_that_and_is_counted_among_the_oldest() throws IOException {
        int before = oldest(Published.version("YOUNG-", 1));
        String header = BundleFixture.CASE_HEADER.replace("age_at_index\t", "age_at_index\tage_at_index_gt89\t");
        Commons.submit(BundleFixture.cases("OLD-", 2)
                        .with(
                                "imaging/case.tsv",
                                header + "case\tOLD-1\t\tYes\tFemale\tWhite\t\tYes\tsite-1\n"
                                        + "case\tOLD-2\t89\tNo\tFemale\tWhite\t\tYes\tsite-1\n"))
                .then()
                .statusCode(201);
        String version = Published.version("OLDER-", 1);
        CatalogueVersion message = Topics.await(
                        "commons.catalogue.v1",
                        CatalogueVersion.class,
                        found -> found.version().equals(version))
                .payload();
        assertThat(Published.cases(message.transfer()))
                .filteredOn(each -> each.submitterId().value().startsWith("OLD-"))
                .extracting(CatalogueCase::ageAtIndex, CatalogueCase::olderThan89)
                .containsExactlyInAnyOrder(tuple(null, true), tuple(89, false));
        Commons.rosalind()
                .get("/cases/OLD-1")
                .then()
                .statusCode(200)
                .body("age_at_index_gt89", equalTo("Yes"))
                .body("age_at_index", nullValue());
        assertThat(oldest(version)).isEqualTo(before + 2);
    }

    /** How many of a version are 65 or older, as its profile says. */
    private static int oldest(String version) {
        CohortProfile profile = Topics.await(
                        "commons.cohort-profiles.v1",
                        CohortProfile.class,
                        found -> found.label().contains(version))
                .payload();
        Count oldest =
                Objects.requireNonNull(profile.attributes().get("age_at_index")).getOrDefault("65+", Count.of(0));
        return Objects.requireNonNull(oldest.exact());
    }

    @Test
    void a_version_is_published_with_its_profile_and_never_changes() throws IOException {
        String version = Published.version("PUB-", 5);
        CatalogueVersion message = Topics.await(
                        "commons.catalogue.v1",
                        CatalogueVersion.class,
                        found -> found.version().equals(version))
                .payload();
        List<CatalogueCase> cases = Published.cases(message.transfer());
        assertThat(cases).hasSize(message.cases());
        CatalogueCase first = cases.stream()
                .filter(found -> found.submitterId().value().equals("PUB-1"))
                .findFirst()
                .orElseThrow();
        assertThat(first.imagingStudies().getFirst().daysFromStudyToPosCovidTest())
                .containsExactly(-3);
        assertThat(first.imagingStudies().getFirst().series().getFirst().manufacturer())
                .isEqualTo("FUJIFILM Corporation");
        assertThat(first.imagingStudies().getFirst().series().getFirst().objectId())
                .isNotNull();
        assertThat(first.measurements().getFirst().testMethod()).isEqualTo("RT-PCR");
        CohortProfile profile = Topics.await(
                        "commons.cohort-profiles.v1",
                        CohortProfile.class,
                        found -> found.label().contains(version))
                .payload();
        assertThat(profile.stage()).isEqualTo("whole-commons");
        assertThat(profile.owner()).isNull();
        profile.attributes()
                .forEach((attribute, counts) -> assertThat(counts.values().stream()
                                .map(Count::exact)
                                .mapToInt(exact -> exact == null ? 0 : exact)
                                .sum())
                        .as(attribute)
                        .isEqualTo(message.cases()));
        assertThat(profile.attributes().get("race")).containsKey("Not Reported");
        Commons.publish(version).then().statusCode(409).body("kind", equalTo("catalogue-version-exists"));
        Commons.submit(BundleFixture.cases("PUB-", 5)
                        .with(
                                "imaging/case.tsv",
                                BundleFixture.CASE_HEADER + "case\tPUB-1\t30\tFemale\tAsian\t\tNo\tsite-2\n"))
                .then()
                .statusCode(201);
        Commons.rosalind().get("/cases/PUB-1").then().statusCode(200).body("race", equalTo("White"));
    }

    @Test
    void a_version_and_a_cohort_may_be_named_by_a_date_and_their_labels_leave_it_out() {
        Commons.submit(BundleFixture.cases("DAY-", 2)).then().statusCode(201);
        Commons.publish("spring.2026-05-01").then().statusCode(201);
        assertThat(profileLabelled("Imaging commons spring.").stage()).isEqualTo("whole-commons");
        String id = Commons.rosalind()
                .contentType("application/json")
                .body("{\"name\":\"Day of 2026-05-01 \u2013 AP!\",\"filter\":{}}")
                .post("/cohorts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Commons.rosalind().post("/cohorts/" + id + "/profile").then().statusCode(202);
        assertThat(profileLabelled("Day of AP").stage()).isEqualTo("saved-cohort");
    }

    private static CohortProfile profileLabelled(String label) {
        return Topics.await(
                        "commons.cohort-profiles.v1",
                        CohortProfile.class,
                        found -> found.label().equals(label))
                .payload();
    }

    @Test
    void a_cohort_is_counted_listed_and_its_images_are_fetched() {
        Published.version("COH-", 6);
        JsonPath cohort = Commons.saveCohort(
                        Commons.rosalind(),
                        "{\"sex\":[\"Female\"],\"viewPosition\":[\"ap\"],\"studyModality\":[\"CR\"]}")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        int images = cohort.getInt("images");
        assertThat(images).isGreaterThanOrEqualTo(3).isEqualTo(cohort.getInt("subjects"));
        String id = cohort.getString("id");
        List<String> lines = Commons.rosalind()
                .get("/cohorts/" + id + "/manifest")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(lines).hasSize(images + 1);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "submitter_id,study_uid,series_uid,object_id,file_name,file_size,md5sum,days_from_study_to_pos_covid_test");
        String row = lines.stream()
                .filter(line -> line.startsWith("COH-2,"))
                .findFirst()
                .orElseThrow();
        assertThat(row).endsWith("\"[-3]\"");
        fetch(row.split(",", -1)[3], row.split(",", -1)[6]);
        Commons.barbara().get("/cohorts/" + id).then().statusCode(404);
        Commons.barbara().get("/cohorts/" + id + "/manifest").then().statusCode(404);
        Commons.barbara().delete("/cohorts/" + id).then().statusCode(404);
        String listed = Commons.rosalind()
                .contentType("application/json")
                .body("{\"submitterIds\":[\"COH-1\",\"NOBODY\"]}")
                .post("/manifests")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(listed.lines()).hasSize(2);
        Commons.rosalind().delete("/cohorts/" + id).then().statusCode(204);
        Commons.rosalind().get("/cohorts/" + id).then().statusCode(404);
    }

    private static void fetch(String objectId, String md5sum) {
        JsonPath object = Commons.rosalind()
                .get("/ga4gh/drs/v1/objects/" + objectId)
                .then()
                .statusCode(200)
                .body("id", equalTo(objectId))
                .body("self_uri", containsString("drs://"))
                .body("checksums.find { it.type == 'md5' }.checksum", equalTo(md5sum))
                .body("created_time", notNullValue())
                .extract()
                .jsonPath();
        String access = object.getString("access_methods[0].access_id");
        String url = Commons.rosalind()
                .get("/ga4gh/drs/v1/objects/" + objectId + "/access/" + access)
                .then()
                .statusCode(200)
                .extract()
                .path("url");
        Commons.rosalind()
                .get(url)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .body(containsString("pixels of COH-"));
        Commons.rosalind()
                .header("Range", "bytes=0-5")
                .get(url)
                .then()
                .statusCode(206)
                .header("Content-Range", containsString("bytes 0-5/"))
                .body(equalTo("pixels"));
        Commons.rosalind().header("Range", "bytes=5000-").get(url).then().statusCode(416);
        Commons.rosalind()
                .get("/ga4gh/drs/v1/objects/unknown")
                .then()
                .statusCode(404)
                .body("status_code", equalTo(404));
        Commons.rosalind()
                .get("/ga4gh/drs/v1/objects/" + objectId + "/access/ftp")
                .then()
                .statusCode(404);
    }

    @Test
    void filters_speak_of_one_and_the_same_study() {
        Commons.submit(new BundleFixture()
                        .with(
                                "imaging/case.tsv",
                                BundleFixture.CASE_HEADER + "case\tTWO-1\t30\tFemale\tAsian\t\tYes\tsite-9\n")
                        .with(
                                "imaging/imaging_study.tsv",
                                BundleFixture.STUDY_HEADER
                                        + "imaging_study\ta\tTWO-1\t1.7.1\tCR\t1\t[-3]\tPA\n"
                                        + "imaging_study\tb\tTWO-1\t1.7.2\tCR\t9\t[4]\tAP\n"))
                .then()
                .statusCode(201);
        Commons.publish("v-two-" + UUID.randomUUID().toString().substring(0, 6))
                .then()
                .statusCode(201);
        assertThat(subjects("\"viewPosition\":[\"AP\"],\"daysAfterPositiveTest\":{\"min\":0,\"max\":7}"))
                .isZero();
        assertThat(subjects("\"viewPosition\":[\"PA\"],\"daysAfterPositiveTest\":{\"min\":0,\"max\":7}"))
                .isOne();
        assertThat(subjects("\"viewPosition\":[\"AP\"],\"daysAfterPositiveTest\":{\"max\":-4}"))
                .isOne();
        assertThat(subjects("\"ethnicity\":[\"Not Reported\"]")).isOne();
        Commons.rosalind()
                .get("/cases?site=site-9&viewPosition=PA&minDaysAfterPositiveTest=3&maxDaysAfterPositiveTest=3")
                .then()
                .statusCode(200)
                .body("items.submitter_id", equalTo(List.of("TWO-1")));
    }

    private static int subjects(String filter) {
        return Commons.saveCohort(Commons.rosalind(), "{\"site\":[\"site-9\"]," + filter + "}")
                .then()
                .statusCode(201)
                .extract()
                .path("subjects");
    }

    @Test
    void an_unknown_filter_field_or_an_empty_range_is_refused() {
        Published.version("FIL-", 1);
        Commons.saveCohort(Commons.rosalind(), "{\"name\":[\"x\"]}").then().statusCode(400);
        Commons.saveCohort(Commons.rosalind(), "{\"daysAfterPositiveTest\":{\"min\":3,\"max\":1}}")
                .then()
                .statusCode(422)
                .body("kind", equalTo("filter-invalid"));
        Map<String, Object> large = Map.of("name", "x".repeat(1_100_000), "filter", Map.of());
        Commons.rosalind()
                .contentType("application/json")
                .body(large)
                .post("/cohorts")
                .then()
                .statusCode(413);
    }
}
