package org.doanket.platform.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import org.doanket.platform.http.RequestInfo;
import org.doanket.platform.security.RoleBindings;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every way a request can fail, as one kind of answer. Nothing of the inside (SQL, class names) gets out. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final RequestInfo info;
    private final String service;
    private final SecurityIdentity identity;
    private final AllowedMethods allowed;

    @Inject
    ProblemMappers(RequestInfo info, SecurityIdentity identity, AllowedMethods allowed, @ConfigProperty(name = "doanket.service") String service) {
        this.info = info;
        this.identity = identity;
        this.allowed = allowed;
        this.service = service;
    }

    @ServerExceptionMapper
    Response problem(Problem problem, UriInfo uri) {
        ProblemView view = ProblemView.of(problem, service, uri.getRequestUri().getRawPath(), info.traceId(), info.locale());
        Response.ResponseBuilder response = Response.status(problem.status()).type("application/problem+json").entity(view);
        if (problem.status() == 503 || problem.status() == 429) {
            response.header("Retry-After", "2");
        }
        if (problem.status() == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException violations, UriInfo uri) {
        return problem(Problem.malformed(Violations.faults(violations.getConstraintViolations())), uri);
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException json, UriInfo uri) {
        return problem(Problem.malformed(JsonFaults.unreadable(json)), uri);
    }

    /** Both have mappers of the framework's own, which would answer in their way: the first is the client's fault, the second ours. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException json, UriInfo uri) {
        return unreadable(json, uri);
    }

    @ServerExceptionMapper
    Response undefined(InvalidDefinitionException ours, UriInfo uri) {
        return unexpected(ours, uri);
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException anonymous, UriInfo uri) {
        return problem(new Problem(401, "unauthenticated"), uri);
    }

    /** The token may be good where it cannot be looked up whether the office behind it still is. */
    @ServerExceptionMapper
    Response unauthenticated(AuthenticationFailedException failed, UriInfo uri) {
        return problem(failed.getCause() instanceof RoleBindings.Away ? new Problem(503, "busy") : new Problem(401, "unauthenticated"), uri);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException refused, UriInfo uri) {
        return problem(Problem.forbidden(RoleBindings.haveLapsed(identity) ? "role-lapsed" : "forbidden"), uri);
    }

    @ServerExceptionMapper
    Response stale(OptimisticLockException changedMeanwhile, UriInfo uri) {
        return problem(new Problem(412, "stale"), uri);
    }

    /** Thrown by Quarkus REST itself: no such path, method, media type. */
    @ServerExceptionMapper
    Response web(WebApplicationException exception, UriInfo uri) {
        if (exception.getCause() instanceof JsonProcessingException json) {
            return unreadable(json, uri);
        }
        if (exception.getCause() instanceof Problem problem) {
            return problem(problem, uri);
        }
        int status = exception.getResponse().getStatus();
        if (status < 400) {
            return exception.getResponse();
        }
        if (status >= 500) {
            return unexpected(exception, uri);
        }
        return switch (status) {
            case 404 -> problem(new Problem(404, "no-such-address"), uri);
            case 405 -> notAllowed(uri);
            case 406 -> problem(new Problem(406, "not-acceptable"), uri);
            case 413 -> problem(new Problem(413, "too-large"), uri);
            case 415 -> problem(new Problem(415, "unsupported-media-type"), uri);
            default -> problem(new Problem(status, "malformed"), uri);
        };
    }

    /** The framework does not say what is allowed. Where nothing is, there is no such address. */
    private Response notAllowed(UriInfo uri) {
        Set<String> methods = allowed.at(uri.getRequestUri().getRawPath());
        return methods.isEmpty() ? problem(new Problem(404, "no-such-address"), uri)
                : Response.fromResponse(problem(new Problem(405, "method-not-allowed"), uri)).header("Allow", String.join(", ", methods)).build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure, UriInfo uri) {
        Optional<Problem> known = DatabaseFaults.in(failure);
        if (known.isPresent()) {
            return problem(known.get(), uri);
        }
        LOG.errorf("unexpected failure, trace %s: %s", info.traceId(), Failures.trace(failure));
        return problem(new Problem(500, "unexpected"), uri);
    }
}
