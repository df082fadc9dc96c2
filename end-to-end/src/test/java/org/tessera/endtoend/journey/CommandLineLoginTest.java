package org.tessera.endtoend.journey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.endtoend.world.SharedWorld;
import org.tessera.endtoend.world.World;

/** A command line gets a code, which its user confirms in a browser (RFC 8628): the way in where no password is given away. */
@Tag("e2e")
@Order(5)
@ExtendWith(SharedWorld.class)
class CommandLineLoginTest {
    private static final String CLIENT = "tessera-cli";
    private final World world;

    CommandLineLoginTest(World world) {
        this.world = world;
    }

    @ParameterizedTest
    @ValueSource(strings = {"commons", "enclave", "broker"})
    void everybody_can_ask_for_a_code_and_gets_no_token_before_it_is_confirmed(String realm) {
        String address = world.keycloak() + "/realms/" + realm + "/protocol/openid-connect";
        String device = given().formParam("client_id", CLIENT)
                .post(address + "/auth/device")
                .then()
                .statusCode(200)
                .body("user_code", notNullValue())
                .body("verification_uri_complete", startsWith(world.keycloak()))
                .extract()
                .path("device_code");
        ValidatableResponse early = given().formParam("client_id", CLIENT)
                .formParam("device_code", device)
                .formParam("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .post(address + "/token")
                .then();
        early.statusCode(400).body("error", equalTo("authorization_pending"));
    }
}
