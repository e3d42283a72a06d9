package org.doanket.gateway.exchange;

import io.vertx.core.http.HttpHeaders;
import org.doanket.gateway.problem.ProblemBody;
import org.doanket.gateway.problem.Refusal;
import org.doanket.gateway.problem.Texts;

/** {@code /problems/gateway/{code}}: what the {@code type} of one of our problems points to. */
public final class ExplainedProblems {

    private ExplainedProblems() {
    }

    public static void answer(Exchange exchange) {
        String path = exchange.target().path();
        String code = path.substring(path.lastIndexOf('/') + 1);
        if (!code.matches("[a-z-]+") || !Texts.has(code + ".title")) {
            throw Refusal.noSuchAddress();
        }
        exchange.response().putHeader(HttpHeaders.CONTENT_LANGUAGE, exchange.locale().getLanguage())
                .putHeader(HttpHeaders.VARY, "Accept-Language");
        exchange.answer("application/json", ProblemBody.explain(code, exchange.locale(), "…", "…").toBuffer());
    }
}
