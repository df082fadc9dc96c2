package org.tessera.enclave.approval.adapter;

import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.approval.TokenGroups;
import org.tessera.rest.Caller;

/** The access token of the request: its groups, its username, and the person it stands for. */
@RequestScoped
public class TokenOfCaller implements TokenGroups {
    private final JsonWebToken token;
    private final Caller caller;

    /** Of the current request. */
    public TokenOfCaller(JsonWebToken token, Caller caller) {
        this.token = token;
        this.caller = caller;
    }

    @Override
    public Set<String> groups() {
        var groups = token.getGroups();
        return groups == null ? Set.of() : Set.copyOf(groups);
    }

    @Override
    public String username() {
        String name = token.getClaim("preferred_username");
        return name == null ? caller.actor().subject() : name;
    }

    /** The person and the one role of the request. */
    public Acting acting() {
        return new Acting(new Account(caller.actor().subject(), username()), caller.role());
    }
}
