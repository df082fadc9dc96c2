package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.SharedWorld;
import org.tessera.endtoend.world.World;

/** Tokens that are worth nothing: of another realm, garbage, changed, unsigned, none. */
@Tag("e2e")
@Order(5)
@ExtendWith(SharedWorld.class)
class RefusedTokensTest {
    private static final Map<ServiceSpec, String> SOMETHING = Map.of(
            ServiceSpec.COMMONS, "/cohorts",
            ServiceSpec.ENCLAVE, "/data-use-requests",
            ServiceSpec.BROKER, "/holdings",
            ServiceSpec.REPRESENTATIVENESS, "/references");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Cast cast;

    RefusedTokensTest(World world) {
        this.cast = new Cast(world, Clock.systemUTC(), Tap.NONE);
    }

    @Test
    void an_account_is_worth_something_in_its_own_domain_only() throws Exception {
        Map<ServiceSpec, Person> owners = Map.of(
                ServiceSpec.COMMONS, cast.rosalind,
                ServiceSpec.ENCLAVE, cast.rosalindAtEnclave,
                ServiceSpec.BROKER, cast.oper,
                ServiceSpec.REPRESENTATIVENESS, cast.rosalind);
        for (ServiceSpec service : ServiceSpec.all()) {
            for (Person person : List.of(cast.rosalind, cast.rosalindAtEnclave, cast.oper)) {
                boolean own = person.equals(owners.get(service));
                assertThat(status(service, person.token()))
                        .as("%s at %s", person, service.clientId())
                        .isEqualTo(own ? 200 : 401);
            }
        }
    }

    @Test
    void garbage_gets_nowhere() throws Exception {
        for (ServiceSpec service : ServiceSpec.all()) {
            assertThat(status(service, "garbage")).isEqualTo(401);
            assertThat(status(service, "")).isEqualTo(401);
        }
    }

    @Test
    void a_token_that_was_changed_or_unsigned_gets_nowhere() throws Exception {
        String[] parts = cast.rosalindAtEnclave.token().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String changed = encoded(claims.replace("researcher", "committee"));
        String none = encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        assertThat(status(ServiceSpec.ENCLAVE, parts[0] + "." + changed + "." + parts[2]))
                .isEqualTo(401);
        assertThat(status(ServiceSpec.ENCLAVE, none + "." + parts[1] + ".")).isEqualTo(401);
        assertThat(status(ServiceSpec.ENCLAVE, none + "." + changed + ".")).isEqualTo(401);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private int status(ServiceSpec service, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service.url() + SOMETHING.getOrDefault(service, "/")));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
