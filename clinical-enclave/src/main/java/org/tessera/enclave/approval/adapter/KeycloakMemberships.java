package org.tessera.enclave.approval.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.EnabledAccounts;
import org.tessera.enclave.approval.Memberships;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.rest.Problems;

/**
 * Groups {@code /projects/<id>} of Keycloak's realm, by its admin API with the client {@code clinical-enclave-admin}.
 * Every step looks first, so that a call that died half-way is simply made again.
 */
@ApplicationScoped
class KeycloakMemberships implements Memberships, EnabledAccounts {
    private static final Logger LOG = Logger.getLogger(KeycloakMemberships.class);
    private static final String PARENT = "projects";
    private static final int MOST_MEMBERS = 1000;
    private static final int MOST_GROUPS = 10;

    /** Statuses, for the client throws none of the exceptions that Jakarta REST has for them. */
    private static final Set<Integer> NOBODY =
            Set.of(Response.Status.NOT_FOUND.getStatusCode(), Response.Status.BAD_REQUEST.getStatusCode());

    private final Keycloak keycloak;
    private final String realm;

    KeycloakMemberships(Keycloak keycloak, @ConfigProperty(name = "tessera.enclave.memberships.realm") String realm) {
        this.keycloak = keycloak;
        this.realm = realm;
    }

    @Override
    public Granted grant(ProjectId project, Set<String> names) {
        var register = keycloak.realm(realm);
        var group = group(register, project);
        var found = names.stream()
                .map(name -> account(register, name))
                .flatMap(Optional::stream)
                .map(account -> new Account(account.getId(), account.getUsername()))
                .toList();
        var wanted = found.stream().map(Account::subject).collect(Collectors.toSet());
        var present = register.groups().group(group).members(0, MOST_MEMBERS).stream()
                .map(UserRepresentation::getId)
                .collect(Collectors.toSet());
        var gone = wanted.stream()
                .filter(id -> !present.contains(id))
                .filter(id -> isGone(register, id, account -> account.joinGroup(group)))
                .count();
        present.stream()
                .filter(id -> !wanted.contains(id))
                .forEach(id -> isGone(register, id, account -> account.leaveGroup(group)));
        return new Granted(Set.copyOf(found), names.size() - found.size() + Math.toIntExact(gone));
    }

    /** Whether the account was deleted after it was found: then there is nobody to join or to leave. */
    private static boolean isGone(RealmResource register, String id, Consumer<UserResource> call) {
        try {
            call.accept(register.users().get(id));
            return false;
        } catch (WebApplicationException refused) {
            if (byId(register, id).isEmpty()) {
                return true;
            }
            throw refused;
        }
    }

    @Override
    public void remove(ProjectId project) {
        var register = keycloak.realm(realm);
        parent(register)
                .flatMap(parent -> child(register, parent, project))
                .ifPresent(id -> register.groups().group(id).remove());
    }

    @Override
    public boolean isEnabled(Account account) {
        try {
            return byId(keycloak.realm(realm), account.subject())
                    .filter(found -> Boolean.TRUE.equals(found.isEnabled()))
                    .isPresent();
        } catch (RuntimeException outage) {
            LOG.warnf(
                    "the account register did not say whether an account is enabled: %s",
                    outage.getClass().getName());
            throw Problems.of(
                    Response.Status.SERVICE_UNAVAILABLE,
                    "account-register-unavailable",
                    "The account register does not answer; try again.");
        }
    }

    private static String group(RealmResource register, ProjectId project) {
        var parent = parent(register).orElseGet(() -> {
            create(PARENT, group -> register.groups().add(group));
            return parent(register).orElseThrow(KeycloakMemberships::lost);
        });
        return child(register, parent, project).orElseGet(() -> {
            create(project.toString(), group -> register.groups().group(parent).subGroup(group));
            return child(register, parent, project).orElseThrow(KeycloakMemberships::lost);
        });
    }

    private static void create(String name, Function<GroupRepresentation, Response> call) {
        var group = new GroupRepresentation();
        group.setName(name);
        try (var response = call.apply(group)) {
            var status = response.getStatus();
            var isThere = status == Response.Status.CREATED.getStatusCode()
                    || status == Response.Status.CONFLICT.getStatusCode();
            if (!isThere) {
                throw new IllegalStateException("the account register did not create a group: status " + status);
            }
        }
    }

    private static IllegalStateException lost() {
        return new IllegalStateException("the account register does not show the group it created");
    }

    private static Optional<String> parent(RealmResource register) {
        return named(PARENT, register.groups().groups(PARENT, true, 0, MOST_GROUPS, true));
    }

    private static Optional<String> child(RealmResource register, String parent, ProjectId project) {
        var name = project.toString();
        return named(name, register.groups().group(parent).getSubGroups(name, true, 0, MOST_GROUPS, true));
    }

    private static Optional<String> named(String name, List<GroupRepresentation> groups) {
        return groups.stream()
                .filter(group -> name.equals(group.getName()))
                .map(GroupRepresentation::getId)
                .findFirst();
    }

    private static Optional<UserRepresentation> account(RealmResource register, String name) {
        List<UserRepresentation> named = register.users().searchByUsername(name, true);
        if (!named.isEmpty()) {
            return Optional.of(named.getFirst());
        }
        return byId(register, name);
    }

    /** Empty when no account has this id, or none can: the register refuses paths with "/" or "..". What else it refuses is an outage. */
    private static Optional<UserRepresentation> byId(RealmResource register, String id) {
        try {
            return Optional.of(register.users().get(id).toRepresentation());
        } catch (WebApplicationException refused) {
            if (NOBODY.contains(refused.getResponse().getStatus())) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
