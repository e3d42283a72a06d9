package org.doanket.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.idempotency.IdempotencyRecords.Answer;
import org.doanket.platform.security.Caller;

@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 190)
class IdempotentInterceptor {

    private static final int LONGEST_KEY = 255;

    private final IdempotencyRecords records;
    private final RequestDigest digest;
    private final Caller caller;
    private final ObjectMapper json;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final Request request;

    @Inject
    IdempotentInterceptor(IdempotencyRecords records, RequestDigest digest, Caller caller, ObjectMapper json,
            HttpHeaders headers, UriInfo uri, Request request) {
        this.records = records;
        this.digest = digest;
        this.caller = caller;
        this.json = json;
        this.headers = headers;
        this.uri = uri;
        this.request = request;
    }

    @AroundInvoke
    Object once(InvocationContext call) throws Exception {
        String key = headers.getHeaderString("Idempotency-Key");
        Idempotent kind = call.getMethod().getAnnotation(Idempotent.class);
        if (key == null || key.isBlank() || kind != null && kind.secret()) {
            if (kind != null && kind.required()) {
                throw Problem.malformed(Fault.at("Idempotency-Key", "not-blank"));
            }
            return QuarkusTransaction.joiningExisting().call(call::proceed);
        }
        if (key.length() > LONGEST_KEY) {
            throw Problem.malformed(Fault.at("Idempotency-Key", "size",
                    Map.of("min", 1, "max", LONGEST_KEY)));
        }
        byte[] hash = digest.finish(request.getMethod(), uri.getRequestUri().getRawPath() + '?' + uri.getRequestUri().getRawQuery());
        return QuarkusTransaction.joiningExisting().call(() -> once(call, key, hash));
    }

    private Object once(InvocationContext call, String key, byte[] hash) throws Exception {
        String subject = caller.subject();
        if (!records.lock(subject, key)) {
            throw Problem.conflict("idempotency-in-progress");
        }
        Optional<Answer> stored = records.find(subject, key);
        if (stored.isPresent()) {
            if (!Arrays.equals(stored.get().requestHash(), hash)) {
                throw new Problem(422, "idempotency-key-reused");
            }
            Response replay = stored.get().replay(json);
            if (call.getMethod().getReturnType().isInstance(replay)) {
                return replay;
            }
            // The method promises a view: as an exception the stored answer passes it by, headers and all.
            throw new WebApplicationException(replay);
        }
        Object result = call.proceed();
        records.save(subject, key, Answer.of(hash, response(result), json));
        return result;
    }

    private static Response response(Object result) throws JsonProcessingException {
        if (result instanceof Response response) {
            return response;
        }
        return result == null ? Response.noContent().build() : Response.ok(result).build();
    }
}
