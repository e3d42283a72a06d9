package org.doanket.servicemap.opendata;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The same documents for people: a plain page that needs no script. Everything that comes from data is escaped. */
final class OgcPages {

    private static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1a1a1a}"
            + "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}"
            + "a{color:#0a58a0}nav{margin-bottom:1rem}footer{margin-top:2rem;color:#555}";

    private OgcPages() {
    }

    /** @param collection whose features they are, or null */
    @SuppressWarnings("unchecked")
    static String of(OgcCollection collection, Map<String, Object> document, OgcLinks links, OgcDocuments documents, Locale language) {
        String title = String.valueOf(document.getOrDefault("title", OgcDocuments.text(language, "ogc.title")));
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"").append(language.getLanguage()).append("\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>").append(escaped(title)).append("</title><style>").append(STYLE)
                .append("</style></head><body><nav>");
        anchor(page, links.root() + "?f=html", OgcDocuments.text(language, "ogc.title"));
        page.append(" / ");
        anchor(page, links.root() + "/collections?f=html", OgcDocuments.text(language, "ogc.collections"));
        page.append("</nav><h1>").append(escaped(title)).append("</h1>");
        if (document.containsKey("description")) {
            page.append("<p>").append(escaped(document.get("description"))).append("</p>");
        }
        if (document.get("features") instanceof List<?> features) {
            features(page, collection, (List<Map<String, Object>>) features, document, links, language);
        } else if (document.get("properties") instanceof Map<?, ?> properties) {
            page.append("<table>");
            properties.forEach((name, value) -> row(page, name, value));
            row(page, "geometry", document.get("geometry") instanceof Map<?, ?> geometry
                    ? java.util.Arrays.toString((double[]) geometry.get("coordinates")) : "");
            page.append("</table>");
        } else if (document.get("collections") instanceof List<?> collections) {
            for (Map<String, Object> each : (List<Map<String, Object>>) collections) {
                page.append("<h2>");
                anchor(page, links.root() + "/collections/" + each.get("id") + "?f=html", each.get("title"));
                page.append("</h2><p>").append(escaped(each.get("description"))).append("</p>");
            }
        } else if (document.get("conformsTo") instanceof List<?> classes) {
            page.append("<ul>");
            classes.forEach(each -> page.append("<li>").append(escaped(each)).append("</li>"));
            page.append("</ul>");
        }
        links(page, (List<Map<String, String>>) document.get("links"));
        page.append("<footer>").append(escaped(documents.attribution())).append(" · ");
        anchor(page, documents.licence(), documents.licence());
        return page.append("</footer></body></html>").toString();
    }

    @SuppressWarnings("unchecked")
    private static void features(StringBuilder page, OgcCollection collection, List<Map<String, Object>> features, Map<String, Object> document, OgcLinks links,
            Locale language) {
        page.append("<p>").append(document.get("numberReturned")).append(" / ").append(document.get("numberMatched")).append("</p><table><tr><th>")
                .append(OgcDocuments.text(language, "ogc.name"));
        collection.columns().forEach(name -> page.append("</th><th>").append(OgcDocuments.text(language, "ogc." + name)));
        page.append("</th></tr>");
        for (Map<String, Object> feature : features) {
            Map<String, Object> told = (Map<String, Object>) feature.get("properties");
            page.append("<tr><td>");
            anchor(page, links.root() + "/collections/" + collection.id() + "/items/" + feature.get("id") + "?f=html", told.get("name"));
            for (String name : collection.columns()) {
                page.append("</td><td>").append(escaped(told.get(name)));
            }
            page.append("</td></tr>");
        }
        page.append("</table>");
    }

    private static void links(StringBuilder page, List<Map<String, String>> links) {
        page.append("<ul>");
        for (Map<String, String> link : links) {
            page.append("<li>").append(escaped(link.get("rel"))).append(": ");
            anchor(page, link.get("href"), link.get("title"));
            page.append("</li>");
        }
        page.append("</ul>");
    }

    private static void row(StringBuilder page, Object name, Object value) {
        page.append("<tr><th>").append(escaped(name)).append("</th><td>").append(escaped(value)).append("</td></tr>");
    }

    private static void anchor(StringBuilder page, String href, Object text) {
        page.append("<a href=\"").append(escaped(href)).append("\">").append(escaped(text)).append("</a>");
    }

    private static String escaped(Object text) {
        return text == null ? "" : text.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
