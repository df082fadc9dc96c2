package org.tessera.load;

import static io.gatling.javaapi.core.CoreDsl.csv;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** The same researchers all the time (a closed model): each walks the journey again and again, with a pause between steps. */
public final class MixedJourney extends Simulation {
    private final Parameters at = Parameters.of(System.getProperties());
    private final Answers answers = new Answers();
    private final Commons commons = new Commons(at, answers);
    private final Enclave enclave = new Enclave(at, answers);

    /** Gatling makes it. */
    public MixedJourney() {
        ChainBuilder journey = exec(login("commons", "user", "password", "token"))
                .exec(thinking(commons.browse()))
                .exec(thinking(commons.save()))
                .exec(thinking(commons.feasibility()))
                .exec(thinking(commons.profile()))
                .exec(thinking(commons.distances()))
                .exec(login("enclave", "enclaveUser", "enclavePassword", "enclaveToken"))
                .exec(thinking(enclave.match()))
                .exec(thinking(enclave.align()))
                .exec(thinking(enclave.takeOut()));
        Duration arriving =
                Duration.ofSeconds(Math.min(30, Math.max(1, at.lasting().toSeconds() / 4)));
        setUp(scenario("mixed journey")
                        .exec(feed(csv(at.accounts())))
                        .exec(during(at.lasting()).on(journey))
                        .injectOpen(rampUsers(at.researchers()).during(arriving)))
                .maxDuration(at.lasting().plus(Answers.PATIENCE.multipliedBy(2)))
                .protocols(http.disableFollowRedirect().acceptHeader("*/*").shareConnections());
    }

    @Override
    public void after() {
        try {
            answers.write(Path.of(at.answers()));
        } catch (IOException e) {
            throw new UncheckedIOException("the times until answers could not be kept", e);
        }
    }

    private ChainBuilder thinking(ChainBuilder step) {
        return at.think().isZero()
                ? step
                : step.exec(pause(
                        at.think().dividedBy(2), at.think().multipliedBy(3).dividedBy(2)));
    }

    private ChainBuilder login(String realm, String user, String password, String token) {
        return exec(http("login at " + realm)
                .post(at.keycloak() + "/realms/" + realm + "/protocol/openid-connect/token")
                .formParam("grant_type", "password")
                .formParam("client_id", "tessera-cli")
                .formParam("username", "#{" + user + "}")
                .formParam("password", "#{" + password + "}")
                .check(status().is(200), jsonPath("$.access_token").saveAs(token)));
    }
}
