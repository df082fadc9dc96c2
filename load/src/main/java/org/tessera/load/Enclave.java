package org.tessera.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import org.tessera.endtoend.journey.Scene;

/** What the same researcher does in her workspace in the enclave. */
final class Enclave {
    private static final String RELEASES = "{\"clinicalRelease\":\"" + Scene.CLINICAL_RELEASE
            + "\",\"catalogueVersion\":\"" + Scene.IMAGING_RELEASE + "\"}";
    private static final String WANTED = "{\"title\":\"load\",\"resources\":[{\"kind\":\"funnel\",\"parameters\":{}}]}";

    private final Parameters at;
    private final Answers answers;

    Enclave(Parameters at, Answers answers) {
        this.at = at;
        this.answers = answers;
    }

    /** Asks for a match of two releases, until its table is there. */
    ChainBuilder match() {
        String requests = at.enclave() + "/projects/#{project}/match-requests";
        ChainBuilder answered = answers.until(
                "match: until the table",
                session -> Parameters.in(session, "matched", "ACTIVE", "SUPERSEDED", "FAILED"),
                pause(Duration.ofMillis(300))
                        .exec(get("poll", requests + "/#{match}")
                                .check(
                                        status().is(200),
                                        jsonPath("$.state").optional().saveAs("matched"))
                                .silent()));
        return exec(session -> session.remove("matched"))
                .exec(post("POST match request", requests)
                        .body(StringBody(RELEASES))
                        .check(status().in(201, 202), jsonPath("$.id").saveAs("match")))
                .exec(answered)
                .exec(get("GET match table", at.enclave() + "/projects/#{project}/match-table?limit=100")
                        .check(status().is(200)));
    }

    /** Aligns intervals. Models need an uploaded table of image indices, which these researchers do not have. */
    ChainBuilder align() {
        return exec(post("POST alignment", at.enclave() + "/projects/#{project}/alignments")
                .body(StringBody("{}"))
                .check(status().in(200, 201)));
    }

    /** Asks to take out the funnel: frozen and checked for disclosure. */
    ChainBuilder takeOut() {
        return exec(post("POST download request", at.enclave() + "/projects/#{project}/download-requests")
                        .body(StringBody(WANTED))
                        .check(status().is(201), jsonPath("$.id").saveAs("download")))
                .exec(post("POST submit (disclosure check)", at.enclave() + "/download-requests/#{download}/submit")
                        .check(status().is(200)));
    }

    private HttpRequestActionBuilder get(String name, String url) {
        return http(name).get(url).header("Authorization", "Bearer #{enclaveToken}");
    }

    private HttpRequestActionBuilder post(String name, String url) {
        return http(name)
                .post(url)
                .header("Authorization", "Bearer #{enclaveToken}")
                .header("Idempotency-Key", session -> Parameters.key())
                .header("Content-Type", "application/json");
    }
}
