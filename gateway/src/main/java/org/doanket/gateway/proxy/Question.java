package org.doanket.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/** What the gateway itself asks of a service: its health, its description, a unit by its code. Short and small. */
public final class Question {

    private static final int MAX_BYTES = 8 << 20;

    /** An answer in full. */
    public record Reply(int status, Buffer body) {
    }

    private final HttpClient client;

    public Question(Vertx vertx) {
        client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(1_000).setMaxPoolSize(4).setKeepAliveTimeout(10)
                .setMaxWaitQueueSize(100));
    }

    public Future<Reply> ask(Upstream upstream, String uri, Map<String, String> headers, long timeoutMillis) {
        return client.request(upstream.options(HttpMethod.GET, uri).setIdleTimeout(timeoutMillis)).compose(request -> {
            headers.forEach(request::putHeader);
            return request.send().compose(Question::reply);
        });
    }

    private static Future<Reply> reply(HttpClientResponse response) {
        String length = response.getHeader("content-length");
        if (length != null && Long.parseLong(length) > MAX_BYTES) {
            response.request().reset();
            return Future.failedFuture("more than " + MAX_BYTES + " bytes");
        }
        return response.body().map(body -> new Reply(response.statusCode(), body));
    }
}
