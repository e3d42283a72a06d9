package org.doanket.platform.error;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** OPTIONS says which methods the address knows that was asked for; the framework would tell those of the whole class of its endpoint. */
class OptionsFilter {

    private final AllowedMethods allowed;

    OptionsFilter(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    /** After what is known of every request. */
    @ServerRequestFilter(preMatching = true, priority = Priorities.USER + 100)
    Optional<Response> answer(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.OPTIONS)) {
            return Optional.empty();
        }
        Set<String> methods = allowed.at(request.getUriInfo().getRequestUri().getRawPath());
        if (methods.isEmpty()) {
            throw new Problem(404, "no-such-address");
        }
        return Optional.of(Response.noContent().header("Allow", String.join(", ", methods)).build());
    }
}
