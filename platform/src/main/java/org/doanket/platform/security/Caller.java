package org.doanket.platform.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks: read from the verified token and nowhere else. */
@RequestScoped
public class Caller {

    private static final String ANYBODY = "anonymous";

    private final SecurityIdentity identity;
    private final UnitTree tree;
    private UnitScope scope;

    @Inject
    Caller(SecurityIdentity identity, UnitTree tree) {
        this.identity = identity;
        this.tree = tree;
    }

    public boolean isAnonymous() {
        return identity.isAnonymous();
    }

    /** The token's {@code sub}; what else it may call the person (upn, preferred_username) changes, and may come to name another. */
    public String subject() {
        if (isAnonymous()) {
            return ANYBODY;
        }
        // Background work in somebody's name has no token, only that name.
        return identity.getPrincipal() instanceof JsonWebToken ? claim("sub") : identity.getPrincipal().getName();
    }

    public Set<String> roles() {
        return identity.getRoles();
    }

    public boolean is(String role) {
        return identity.hasRole(role);
    }

    /** The unit where the roles are held; null for the whole installation and for anonymous callers. */
    public UUID unit() {
        return isAnonymous() ? null : scope().unit();
    }

    /** The caller's own member id, or null. */
    public UUID member() {
        String member = claim("member");
        return member == null ? null : uuid(member);
    }

    /**
     * The member that a token is of: what is his own he reaches by that id alone, whatever unit the token names besides.
     *
     * @throws Problem 403 when the token names no member
     */
    public UUID ownMember() {
        UUID member = member();
        if (member == null) {
            throw Problem.forbidden("token-names-no-member");
        }
        return member;
    }

    /**
     * What the caller's roles reach.
     *
     * @throws Problem 401 for anonymous callers, 403 when this service does not know the unit of the token
     */
    public UnitScope scope() {
        if (scope == null) {
            String unit = claim("unit");
            if (unit == null) {
                throw isAnonymous() ? new Problem(401, "unauthenticated") : Problem.forbidden("unit-unknown");
            }
            scope = unit.equals("root") ? UnitScope.ROOT : new UnitScope(uuid(unit), tree.pathOf(uuid(unit))
                    .orElseThrow(() -> Problem.forbidden("unit-unknown")));
        }
        return scope;
    }

    /**
     * For what is the caller's own, before anything is read: this request reaches where {@link #ownMember} is by now, wherever the unit of the
     * token is. Nobody tells the identity provider of a transfer or a reorganisation.
     */
    public void reachOwn(UnitScope own) {
        scope = own;
    }

    private String claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token && token.getClaim(name) != null
                ? token.getClaim(name).toString() : null;
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            throw Problem.forbidden("unit-unknown");
        }
    }
}
