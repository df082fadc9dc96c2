package org.tessera.enclave.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.enclave.approval.ApprovalWorld.DOROTHY;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LinkingAccountsTest {
    private final ApprovalWorld world = new ApprovalWorld();

    @Test
    void a_code_links_two_accounts_once() {
        var code = world.linking.issue(ROSALIND).code();
        world.linking.enter(code.toLowerCase(Locale.ROOT), "commons-rosalind");
        assertThat(world.linking.of(ROSALIND)).isPresent();
        assertThat(world.open.linkedWith("commons-rosalind")).contains(ROSALIND.account());
        world.linking.enter(code, "commons-mallory");
        assertThat(world.open.linkedWith("commons-mallory")).isEmpty();
        assertThat(world.ledger.denials()).containsExactly("account-link.used-code-denied");
    }

    @Test
    void a_code_dies_after_fifteen_minutes() {
        var issued = world.linking.issue(ROSALIND);
        world.clock.moveTo(issued.expiresAt());
        world.linking.enter(issued.code(), "commons-rosalind");
        assertThat(world.linking.of(ROSALIND)).isEmpty();
        assertThat(world.ledger.denials()).containsExactly("account-link.expired-code-denied");
    }

    @Test
    void a_new_code_makes_the_old_one_worthless_and_an_invented_one_is_denied() {
        var old = world.linking.issue(ROSALIND).code();
        world.linking.issue(ROSALIND);
        world.linking.enter(old, "commons-rosalind");
        world.linking.enter("AAAAAAAAAAAAAAAAAAAAAAAAAA", "commons-rosalind");
        assertThat(world.ledger.denials())
                .containsExactly("account-link.unknown-code-denied", "account-link.unknown-code-denied");
    }

    @Test
    void neither_account_is_linked_twice() {
        world.link("commons-rosalind");
        world.linking.enter(world.linking.issue(DOROTHY).code(), "commons-rosalind");
        world.linking.enter(world.linking.issue(ROSALIND).code(), "commons-other");
        assertThat(world.linking.of(DOROTHY)).isEmpty();
        assertThat(world.open.linkedWith("commons-other")).isEmpty();
        assertThat(world.ledger.denials()).hasSize(2);
    }

    @Test
    void only_the_hash_of_a_code_is_kept() {
        var code = world.linking.issue(ROSALIND).code();
        assertThat(code).matches("[A-Z2-9]{26}");
        assertThat(world.links.lock(code)).isEmpty();
        assertThat(world.links.lock(LinkingAccounts.hash(code))).isPresent();
    }
}
