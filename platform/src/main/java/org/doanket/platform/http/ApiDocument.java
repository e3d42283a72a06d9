package org.doanket.platform.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The service's OpenAPI document, at {@code /q/openapi}: the one on record in {@code contracts/openapi}, byte for byte. That it says what
 * the code does is proven by a test; made from the code at every start it took a sixth of the start.
 */
@ApplicationScoped
class ApiDocument {

    private final String service;

    ApiDocument(@ConfigProperty(name = "doanket.service") String service) {
        this.service = service;
    }

    void serve(@Observes Router router) throws IOException {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream("openapi/" + service + ".json")) {
            if (in != null) {
                Buffer document = Buffer.buffer(in.readAllBytes());
                router.get("/q/openapi").handler(request -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(document));
            }
        }
    }
}
