package org.doanket.gateway.token;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.security.Key;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The issuer's public keys, from a PEM file, a JWKS file or a JWKS address; fetched ahead, never while a request waits in line. */
public final class TokenKeys {

    private static final Logger LOG = Logger.getLogger(TokenKeys.class);
    private static final long REFRESH_MILLIS = 300_000;
    private static final long RETRY_MILLIS = 2_000;
    private static final long UNKNOWN_KEY_PAUSE_MILLIS = 5_000;
    private static final int MAX_BYTES = 262_144;

    private final Vertx vertx;
    private final String location;
    private final HttpClient client;
    private volatile Map<String, PublicKey> byId = Map.of();
    private volatile PublicKey only;
    private volatile Future<Void> refreshing = Future.succeededFuture();
    private long lastRefreshMillis;

    public TokenKeys(Vertx vertx, String location) {
        this.vertx = vertx;
        this.location = location;
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(2_000).setMaxPoolSize(1));
    }

    /** Begins to keep the keys fresh. The issuer may be away for now: then tokens wait with a 503, and strangers do not. */
    public Future<Void> start() {
        vertx.setPeriodic(REFRESH_MILLIS, timer -> refresh());
        return refresh().recover(failure -> {
            if (!isRemote()) {
                return Future.failedFuture(failure);
            }
            vertx.setTimer(RETRY_MILLIS, timer -> retry());
            return Future.succeededFuture();
        });
    }

    private void retry() {
        refresh().onFailure(failure -> vertx.setTimer(RETRY_MILLIS, timer -> retry()));
    }

    public boolean isEmpty() {
        return only == null && byId.isEmpty();
    }

    /** @return null if there is none of this name */
    Key find(String id) {
        return only != null ? only : id == null ? null : byId.get(id);
    }

    /** For a key that is not known: it may have been added since. Asked at most every five seconds, whatever strangers send. */
    synchronized Future<Void> refreshForUnknown() {
        boolean soon = System.currentTimeMillis() - lastRefreshMillis < UNKNOWN_KEY_PAUSE_MILLIS;
        return soon ? refreshing : refresh();
    }

    private synchronized Future<Void> refresh() {
        lastRefreshMillis = System.currentTimeMillis();
        refreshing = (isRemote() ? fetch() : vertx.fileSystem().readFile(location).map(Object::toString))
                .map(this::accept)
                .onFailure(failure -> LOG.warnf("keys of the issuer not refreshed: %s", failure.getMessage()))
                .mapEmpty();
        return refreshing;
    }

    private boolean isRemote() {
        return location.startsWith("http://") || location.startsWith("https://");
    }

    /** The answer's reader is attached on the event loop, inside: from a slow start-up thread it could come after the last octet. */
    private Future<String> fetch() {
        return client.request(new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(location).setIdleTimeout(5_000))
                .compose(request -> request.putHeader("Accept", "application/json").send().compose(TokenKeys::text));
    }

    private static Future<String> text(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("status " + response.statusCode());
        }
        return response.body().compose(body -> body.length() <= MAX_BYTES ? Future.succeededFuture(body.toString())
                : Future.failedFuture("more than " + MAX_BYTES + " bytes"));
    }

    private Void accept(String text) {
        if (text.contains("-----BEGIN")) {
            only = PemKey.publicKey(text);
            return null;
        }
        try {
            Map<String, PublicKey> found = new HashMap<>();
            for (JsonWebKey key : new JsonWebKeySet(text).getJsonWebKeys()) {
                if (key instanceof PublicJsonWebKey rsa && "RSA".equals(key.getKeyType()) && !"enc".equals(key.getUse())) {
                    found.put(key.getKeyId(), rsa.getPublicKey());
                }
            }
            byId = Map.copyOf(found);
            return null;
        } catch (JoseException malformed) {
            throw new IllegalArgumentException("not a JWKS", malformed);
        }
    }
}
