package org.tessera.enclave.approval.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("clinical-enclave")
class KeycloakMembershipsTest {
    private final ProjectId project = ProjectId.random();
    private final AccountRegister register = new AccountRegister(project.toString());
    private Keycloak keycloak;
    private KeycloakMemberships memberships;

    @BeforeEach
    void open() {
        register.start();
        keycloak = KeycloakBuilder.builder()
                .serverUrl(register.url())
                .realm("enclave")
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId("clinical-enclave-admin")
                .clientSecret("secret")
                .build();
        memberships = new KeycloakMemberships(keycloak, "enclave");
    }

    @AfterEach
    void close() {
        keycloak.close();
        register.close();
    }

    @Test
    void members_enter_though_the_account_of_another_was_deleted() {
        register.account("dorothy");
        assertThat(memberships.grant(project, Set.of("dorothy", "was-deleted")).unknown())
                .isEqualTo(1);
        assertThat(register.members()).containsExactly("dorothy");
    }

    @Test
    void it_tells_which_accounts_the_names_mean() {
        register.account("dorothy");
        assertThat(memberships.grant(project, Set.of("dorothy", "nobody")).accounts())
                .containsExactly(new Account("id-of-dorothy", "dorothy"));
    }

    @Test
    void members_enter_though_the_register_refuses_the_name_of_another() {
        register.account("dorothy");
        assertThat(memberships.grant(project, Set.of("dorothy", "a/b", "..")).unknown())
                .isEqualTo(2);
        assertThat(register.members()).containsExactly("dorothy");
    }

    @Test
    void members_enter_though_an_account_is_deleted_between_two_calls() {
        register.account("dorothy");
        register.account("hedy").vanishing("hedy");
        assertThat(memberships.grant(project, Set.of("dorothy", "hedy")).unknown())
                .isEqualTo(1);
        assertThat(register.members()).containsExactly("dorothy");
    }

    @Test
    void an_account_that_is_disabled_or_gone_is_not_enabled() {
        register.account("dorothy").account("hedy").disabled("hedy");
        assertThat(memberships.isEnabled(new Account("id-of-dorothy", "dorothy")))
                .isTrue();
        assertThat(memberships.isEnabled(new Account("id-of-hedy", "hedy"))).isFalse();
        assertThat(memberships.isEnabled(new Account("id-of-nobody", "nobody"))).isFalse();
    }

    @Test
    void whether_an_account_is_enabled_is_unknown_while_the_register_fails() {
        register.account("dorothy").failing();
        assertThatThrownBy(() -> memberships.isEnabled(new Account("id-of-dorothy", "dorothy")))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(503));
    }

    @Test
    void an_outage_of_the_register_is_an_exception() {
        register.account("dorothy").failing();
        assertThatThrownBy(() -> memberships.grant(project, Set.of("dorothy"))).isInstanceOf(RuntimeException.class);
        assertThat(register.members()).isEmpty();
    }

    @Test
    @Timeout(180)
    void a_register_that_takes_the_call_and_does_not_answer_is_an_outage() {
        register.account("dorothy").silent();
        var dorothy = new Account("id-of-dorothy", "dorothy");
        assertThatThrownBy(() -> memberships.isEnabled(dorothy))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(503));
    }
}
