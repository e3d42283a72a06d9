package org.doanket.servicemap.opendata;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Links of documents, as the client sees them. */
final class OgcLinks {

    static final String JSON = "application/json";
    static final String GEO_JSON = "application/geo+json";
    static final String HTML = "text/html";
    static final String API = "application/vnd.oai.openapi+json;version=3.0";

    private final String root;

    private OgcLinks(String root) {
        this.root = root;
    }

    static OgcLinks of(HttpHeaders headers, UriInfo uri) {
        return new OgcLinks(PublicAddressRef.of(headers, uri).root() + "ogc");
    }

    String root() {
        return root;
    }

    /** What is not part of the open data interface but lies beside it. */
    String beside(String path) {
        return root.substring(0, root.length() - "ogc".length()) + path;
    }

    static Map<String, String> link(String href, String rel, String type, String title) {
        Map<String, String> link = new LinkedHashMap<>();
        link.put("href", href);
        link.put("rel", rel);
        if (type != null) {
            link.put("type", type);
        }
        link.put("title", title);
        return link;
    }

    /** The same question with one parameter set or taken out; all others stay, in every link. */
    String address(String path, MultivaluedMap<String, String> given, String name, String value) {
        Map<String, String> parameters = new TreeMap<>();
        given.forEach((key, values) -> parameters.put(key, values.get(0)));
        if (value == null) {
            parameters.remove(name);
        } else {
            parameters.put(name, value);
        }
        StringBuilder text = new StringBuilder(root).append(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text.append(separator).append(encoded(parameter.getKey())).append('=').append(encoded(parameter.getValue()));
            separator = '&';
        }
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2C", ",").replace("%3A", ":").replace("%2F", "/");
    }
}
