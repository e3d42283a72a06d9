package org.doanket.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.doanket.gateway.demo.DemoIssuer;
import org.doanket.gateway.demo.DemoTokens;
import org.doanket.gateway.docs.Documentation;
import org.doanket.gateway.exchange.Page;
import org.doanket.gateway.health.SuiteHealth;
import org.doanket.gateway.openapi.OpenApiPage;
import org.doanket.gateway.exchange.ExplainedProblems;
import org.doanket.gateway.proxy.Question;
import org.doanket.gateway.proxy.Upstreams;
import org.doanket.gateway.token.TokenKeys;

/** All that the gateway answers by itself. */
final class Pages {

    private Pages() {
    }

    static Map<String, Page> of(Upstreams upstreams, Question question, TokenKeys keys, Optional<DemoIssuer> demo) {
        Map<String, Page> pages = new HashMap<>();
        SuiteHealth health = new SuiteHealth(upstreams, question, keys);
        pages.put("/q/health", Page.reading(health::whole));
        pages.put("/q/health/ready", Page.reading(health::whole));
        pages.put("/q/health/live", Page.reading(health::alone));
        OpenApiPage openApi = new OpenApiPage(upstreams, question, demo.isPresent());
        pages.put("/openapi", Page.reading(openApi::asAccepted));
        pages.put("/openapi.json", Page.reading(openApi::json));
        pages.put("/openapi.yaml", Page.reading(openApi::yaml));
        Documentation.pages().forEach((path, page) -> pages.put(path, Page.reading(page)));
        pages.put("/problems/gateway/", Page.reading(ExplainedProblems::answer));
        demo.ifPresent(issuer -> pages.put(DemoTokens.PATH, new DemoTokens(issuer, upstreams, question)));
        return pages;
    }
}
