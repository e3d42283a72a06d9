package org.doanket.platform.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Takes from a verified token the roles whose office is over: a token lives for minutes, an office may end today. */
@ApplicationScoped
class LapsedRoles implements SecurityIdentityAugmentor {

    /** On the identity: there were more roles in the token. */
    static final String ATTRIBUTE = "doanket.lapsed";

    private final RoleBindings bindings;

    LapsedRoles(RoleBindings bindings) {
        this.bindings = bindings;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        RoleBindings.Person person = new RoleBindings.Person(token.getName(), uuid(token, "member"));
        Optional<Set<RoleBindings.Lapsed>> remembered = bindings.remembered(person);
        return remembered.isPresent() ? Uni.createFrom().item(without(remembered.get(), identity, token))
                : context.runBlocking(() -> without(bindings.read(person), identity, token));
    }

    private static SecurityIdentity without(Set<RoleBindings.Lapsed> lapsed, SecurityIdentity identity, JsonWebToken token) {
        UUID unit = lapsed.isEmpty() ? null : uuid(token, "unit");
        Set<String> left = new HashSet<>(identity.getRoles());
        left.removeIf(role -> lapsed.contains(new RoleBindings.Lapsed(role, unit)));
        if (left.size() == identity.getRoles().size()) {
            return identity;
        }
        return QuarkusSecurityIdentity.builder().setPrincipal(identity.getPrincipal()).addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes()).addAttribute(ATTRIBUTE, true).addRoles(left).build();
    }

    /** Null also where it is none, such as {@code root}: what is wrong with it the Caller says. */
    private static UUID uuid(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        try {
            return value == null ? null : UUID.fromString(value.toString());
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
