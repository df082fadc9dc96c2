package org.tessera.enclave.review;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.EnabledAccounts;
import org.tessera.enclave.approval.Memberships;
import org.tessera.enclave.approval.ProjectId;

/** Stands in for Keycloak's admin API; the journey on the real stack proves the real one. */
@Alternative
@Priority(1)
@ApplicationScoped
public class RegisterOfTheTest implements Memberships, EnabledAccounts {
    private final Map<ProjectId, Set<String>> groups = new ConcurrentHashMap<>();

    @Override
    public Granted grant(ProjectId project, Set<String> names) {
        groups.put(project, names);
        return new Granted(Set.of(), 0);
    }

    @Override
    public void remove(ProjectId project) {
        groups.remove(project);
    }

    @Override
    public boolean isEnabled(Account account) {
        return true;
    }

    Map<ProjectId, Set<String>> groups() {
        return groups;
    }
}
