package org.doanket.gateway.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** A refusal as {@code application/problem+json} (RFC 9457), in the shape that the services use too. */
public final class ProblemBody {

    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemBody() {
    }

    public static Buffer of(Refusal refusal, String instance, String traceId, Locale locale) {
        JsonObject body = explain(refusal.code(), locale, refusal.args())
                .put("type", "/problems/gateway/" + refusal.code())
                .put("status", refusal.status())
                .put("traceId", traceId);
        if (instance != null) {
            body.put("instance", instance);
        }
        return body.toBuffer();
    }

    /** What a code means, without any request: the page behind {@code type}. */
    public static JsonObject explain(String code, Locale locale, Object... args) {
        return new JsonObject()
                .put("code", code)
                .put("title", Texts.text(locale, code + ".title"))
                .put("detail", Texts.text(locale, code + ".detail", args));
    }
}
