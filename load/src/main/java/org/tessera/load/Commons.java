package org.tessera.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;

/** What a researcher does at the open commons, and at the service that says how representative her cohort is. */
final class Commons {
    private static final String FILTER =
            "{\"studyModality\":[\"CR\",\"DX\"],\"viewPosition\":[\"AP\"],\"daysAfterPositiveTest\":{\"min\":0,\"max\":7}}";
    private static final String COUNTS = """
            {"cohorts": [{"label": "mine", "attributes": {
                "sex": {"Female": {"exact": 1141}, "Male": {"exact": 983}},
                "race": {"White": {"exact": 1620}, "Black or African American": {"exact": 338}, "Asian": {"exact": 134},
                    "Other": {"exact": 32}}}}],
             "references": ["us-census"], "settings": {"seed": 1, "resamples": 500}}""";

    private final Parameters at;
    private final Answers answers;

    Commons(Parameters at, Answers answers) {
        this.at = at;
        this.answers = answers;
    }

    /** Looks at cases and at her own cohorts. */
    ChainBuilder browse() {
        return exec(get("GET cases", at.commons() + "/cases?limit=50&viewPosition=AP")
                        .check(status().is(200)))
                .exec(get("GET cohorts", at.commons() + "/cohorts?limit=50").check(status().is(200)));
    }

    /** Saves a cohort. */
    ChainBuilder save() {
        return exec(post("POST cohort", at.commons() + "/cohorts")
                .body(StringBody("{\"name\":\"load\",\"filter\":" + FILTER + "}"))
                .check(status().is(201), jsonPath("$.id").saveAs("cohort")));
    }

    /** Asks the broker, through the commons, how many have clinical data, until it is answered; a budget may refuse. */
    ChainBuilder feasibility() {
        ChainBuilder answered = answers.until(
                "feasibility: until the answer",
                session -> Parameters.in(session, "state", "ANSWERED", "REFUSED", "FAILED"),
                poll(at.commons() + "/feasibility-requests/#{question}", "$.state", "state"));
        return exec(session -> session.removeAll("question", "state"))
                .exec(post("POST feasibility", at.commons() + "/cohorts/#{cohort}/feasibility-requests")
                        .check(
                                status().in(202, 201, 429),
                                jsonPath("$.id").optional().saveAs("question")))
                .exec(doIf("#{question.exists()}").then(answered));
    }

    /** Sends the profile of the cohort, until a report on it has come back. */
    ChainBuilder profile() {
        String reported = "$.items[?(@.profileId == '#{profile}')].profileId";
        ChainBuilder answered = answers.until(
                "profile: until the report",
                session -> session.contains("reported"),
                poll(at.commons() + "/representativeness-reports?limit=200", reported, "reported"));
        return exec(session -> session.removeAll("profile", "reported"))
                .exec(post("POST profile", at.commons() + "/cohorts/#{cohort}/profile")
                        .check(
                                status().in(202, 201, 200),
                                jsonPath("$.profileId").saveAs("profile")))
                .exec(answered);
    }

    /** Compares counts of her own with the Census. */
    ChainBuilder distances() {
        return exec(post("POST distances", at.representativeness() + "/distances")
                .body(StringBody(COUNTS))
                .check(status().is(200)));
    }

    private HttpRequestActionBuilder get(String name, String url) {
        return http(name).get(url).header("Authorization", "Bearer #{token}");
    }

    private HttpRequestActionBuilder post(String name, String url) {
        return http(name)
                .post(url)
                .header("Authorization", "Bearer #{token}")
                .header("Idempotency-Key", session -> Parameters.key())
                .header("Content-Type", "application/json");
    }

    /** Every third of a second; the polls themselves are in no statistics. */
    private ChainBuilder poll(String url, String path, String name) {
        return pause(Duration.ofMillis(300))
                .exec(get("poll", url)
                        .check(status().is(200), jsonPath(path).optional().saveAs(name))
                        .silent());
    }
}
