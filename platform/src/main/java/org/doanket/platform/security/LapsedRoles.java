package org.doanket.platform.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Takes from a verified token the roles whose office is over: a token lives for minutes, an office may end today. A token of another type than an
 * access token's (an id token of the same issuer, say), or of nobody, is none.
 */
@ApplicationScoped
class LapsedRoles implements SecurityIdentityAugmentor {

    /** On the identity: there were more roles in the token. */
    static final String ATTRIBUTE = "doanket.lapsed";

    private final RoleBindings bindings;
    private final ObjectMapper json;
    private final Set<String> types;

    LapsedRoles(RoleBindings bindings, ObjectMapper json, @ConfigProperty(name = "doanket.jwt.types", defaultValue = "at+jwt") Set<String> types) {
        this.bindings = bindings;
        this.json = json;
        this.types = types.stream().map(type -> type.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        if (token.getSubject() == null || !types.contains(type(token.getRawToken()))) {
            return Uni.createFrom().failure(new AuthenticationFailedException("no access token"));
        }
        RoleBindings.Person person = new RoleBindings.Person(token.getSubject(), uuid(token, "member"));
        Optional<Set<RoleBindings.Lapsed>> remembered = bindings.remembered(person);
        return remembered.isPresent() ? Uni.createFrom().item(without(remembered.get(), identity, token))
                : context.runBlocking(() -> without(bindings.read(person), identity, token));
    }

    private String type(String token) {
        try {
            JsonNode header = json.readTree(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))));
            return header.path("typ").asText().toLowerCase(Locale.ROOT);
        } catch (IOException | IllegalArgumentException none) {
            return "";
        }
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
