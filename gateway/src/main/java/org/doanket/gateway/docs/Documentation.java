package org.doanket.gateway.docs;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.doanket.gateway.exchange.Exchange;
import org.doanket.gateway.exchange.Page;

/** The welcome page, and Swagger UI at {@code /docs}; all from our own address, nothing from elsewhere. */
public final class Documentation {

    /** Pages of our own that may run their own script and call their own address, and nothing else. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String HTML = "text/html; charset=utf-8";

    private Documentation() {
    }

    public static Map<String, Page> pages() {
        String webjar = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
        return Map.of(
                "/", page("/docs/welcome.html", HTML),
                "/docs", page("/docs/docs.html", HTML),
                "/docs/docs.js", page("/docs/docs.js", "text/javascript; charset=utf-8"),
                "/docs/docs.css", page("/docs/docs.css", "text/css; charset=utf-8"),
                "/docs/swagger-ui.css", page(webjar + "swagger-ui.css", "text/css; charset=utf-8"),
                "/docs/swagger-ui-bundle.js", page(webjar + "swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
                "/favicon.ico", page(webjar + "favicon-32x32.png", "image/png"));
    }

    private static Page page(String resource, String type) {
        Supplier<Buffer> content = new Once(resource);
        return exchange -> answer(exchange, type, content.get());
    }

    private static void answer(Exchange exchange, String type, Buffer content) {
        exchange.response().putHeader("Content-Security-Policy", POLICY)
                .putHeader("Cache-Control", type.equals(HTML) ? "no-cache" : "public, max-age=3600");
        exchange.answer(type, content);
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = Documentation.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.getProperty("version");
    }

    /** Read at the first request and kept: one and a half megabytes that most gateways never show. */
    private static final class Once implements Supplier<Buffer> {

        private final String resource;
        private volatile Buffer content;

        Once(String resource) {
            this.resource = resource;
        }

        @Override
        public Buffer get() {
            if (content == null) {
                try (InputStream in = Documentation.class.getResourceAsStream(resource)) {
                    content = Buffer.buffer(in.readAllBytes());
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
            return content;
        }
    }
}
