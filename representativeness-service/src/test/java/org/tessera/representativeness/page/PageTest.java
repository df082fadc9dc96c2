package org.tessera.representativeness.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestWorld;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("representativeness-service")
class PageTest {
    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

    @ParameterizedTest
    @ValueSource(strings = {"/page/", "/page/index.html", "/page/main.js"})
    void who_has_no_session_is_sent_to_the_login_of_the_commons_with_pkce(String path) {
        given().redirects()
                .follow(false)
                .get(path)
                .then()
                .statusCode(302)
                .header("Location", startsWith(TestWorld.keycloak() + "/realms/commons/protocol/openid-connect/auth?"))
                .header(
                        "Location",
                        allOf(
                                containsString("client_id=representativeness-page"),
                                containsString("code_challenge_method=S256"),
                                containsString("nonce=")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/page?from=somewhere"})
    void whoever_forgets_the_last_slash_comes_to_the_page(String path) {
        given().redirects().follow(false).get(path).then().statusCode(302).header("Location", equalTo("/page/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page/", "/references", "/profiles"})
    void a_session_that_is_none_opens_nothing(String path) {
        given().cookie("q_session_page", "nonsense")
                .redirects()
                .follow(false)
                .get(path)
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page/", "/page/index.html"})
    void a_person_with_a_session_that_cannot_be_read_any_more_comes_to_a_new_login(String path) {
        Response answer = navigation()
                .cookie("q_session_page", "nonsense")
                .cookie("q_session_page_chunk_2", "more")
                .cookie("another", "of somebody else")
                .get(path);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/page/");
        assertThat(answer.headers().getValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("q_session_page=;"))
                .anyMatch(cookie -> cookie.startsWith("q_session_page_chunk_2=;"))
                .allMatch(cookie -> cookie.startsWith("q_session_page"))
                .allMatch(cookie -> cookie.contains("Max-Age=0") && cookie.contains("Path=/"));
        navigation().get("/page/").then().statusCode(302).header("Location", startsWith(TestWorld.keycloak()));
    }

    @Test
    void a_person_whose_session_is_over_and_cannot_be_renewed_comes_to_a_new_login() {
        Map<String, String> session = login("brief");
        assertThat(session.keySet()).anyMatch(name -> name.startsWith("q_session_page"));

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> navigation()
                        .cookies(session)
                        .get("/page/")
                        .then()
                        .statusCode(302)
                        .header("Location", "/page/")
                        .header("Set-Cookie", containsString("Max-Age=0")));
        given().cookies(session)
                .header("X-Requested-With", "JavaScript")
                .get("/profiles")
                .then()
                .statusCode(401);
    }

    @Test
    void only_a_navigation_to_the_page_is_led_to_a_new_login() {
        navigation()
                .cookie("q_session_page", "nonsense")
                .get("/profiles")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        navigation()
                .cookie("q_session_page", "nonsense")
                .auth()
                .oauth2(Tokens.expired("commons", "rosalind", "registered"))
                .get("/page/")
                .then()
                .statusCode(401);
    }

    @Test
    void after_the_login_the_page_is_served_and_the_session_opens_what_a_registered_account_may_do() {
        Map<String, String> session = login("rosalind");

        given().cookies(session)
                .get("/page/")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header(
                        "Content-Security-Policy",
                        startsWith("default-src 'none'; script-src 'self'; style-src 'self';"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Content-Type-Options", "nosniff")
                .body(not(containsString("<script>")));
        given().cookies(session).get("/profiles").then().statusCode(200);
        given().cookies(session).get("/quarantine").then().statusCode(403);
    }

    @Test
    void the_page_is_told_whose_session_it_has_by_a_name_that_says_nothing_else() {
        String account = account("rosalind");

        assertThat(account)
                .matches("[0-9a-f]{64}")
                .isEqualTo(account("rosalind"))
                .isNotEqualTo(account("another"));
        assertThat(account("curtis")).isNotEqualTo(account);
        given().redirects().follow(false).get("/page/account").then().statusCode(302);
    }

    private static String account(String username) {
        return given().cookies(login(username))
                .get("/page/account")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .extract()
                .path("account");
    }

    @Test
    void the_session_is_a_cookie_that_no_script_and_no_other_site_can_use() {
        Response answer = back(loginPage(), "rosalind");

        assertThat(answer.headers().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("q_session_page") && !cookie.contains("Max-Age=0"))
                .isNotEmpty()
                .allMatch(cookie -> cookie.contains("HTTPOnly") && cookie.contains("SameSite=Lax"));
    }

    @Test
    void a_code_without_the_state_of_this_browser_opens_nothing() {
        given().redirects()
                .follow(false)
                .get("/page/?code=stolen&state=unknown")
                .then()
                .statusCode(not(equalTo(200)));
    }

    @Test
    void a_bearer_token_is_judged_as_before_even_beside_a_session() {
        Map<String, String> session = login("rosalind");

        given().cookies(session)
                .auth()
                .oauth2(Tokens.expired("commons", "rosalind", "registered"))
                .get("/references")
                .then()
                .statusCode(401);
        given().get("/references").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-origin, 404",
        "X-Requested-With, JavaScript, 404",
    })
    void with_the_pages_session_only_the_page_changes_something(String header, String value, int status) {
        RequestSpecification form = given().cookies(login("curtis"));
        if (!header.isEmpty()) {
            form.header(header, value);
        }
        form.contentType("application/x-www-form-urlencoded")
                .body("a=b")
                .post("/quarantine/4711/dismiss")
                .then()
                .statusCode(status)
                .body("kind", equalTo(status == 403 ? "other-site" : "not-found"));
    }

    private static Map<String, String> login(String username) {
        return back(loginPage(), username).cookies();
    }

    /** What a browser asks when a person goes to an address. */
    private static RequestSpecification navigation() {
        return given().redirects().follow(false).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private static Response loginPage() {
        return given().redirects().follow(false).get("/page/");
    }

    private static Response back(Response sent, String username) {
        String address = sent.header("Location");
        String state = found(STATE, address);
        String code = given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .contentType("application/x-www-form-urlencoded")
                .body("username=" + username)
                .post(URI.create(address))
                .header("Location");
        assertThat(code).contains("state=" + state);
        URI back = URI.create(code);
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .cookies(sent.cookies())
                .get(back.getPath() + "?" + back.getRawQuery());
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
