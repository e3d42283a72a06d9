package org.doanket.servicemap.opendata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.doanket.platform.http.Messages;
import org.doanket.platform.page.Cursor;
import org.doanket.servicemap.Licence;

/** The documents of OGC API - Features (17-069r4): each a map that becomes JSON, or a page for people. */
@ApplicationScoped
public class OgcDocuments {

    static final List<String> CONFORMS_TO = List.of("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson", "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");

    private final String licence;
    private final String attribution;
    private final Clock clock;

    OgcDocuments(Licence licence, Clock clock) {
        this.licence = licence.address();
        this.attribution = licence.attribution();
        this.clock = clock;
    }

    String licence() {
        return licence;
    }

    String attribution() {
        return attribution;
    }

    Map<String, Object> landing(OgcLinks links, Locale language) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("title", text(language, "ogc.title"));
        page.put("description", text(language, "ogc.description"));
        page.put("attribution", attribution);
        page.put("links", withAlternate(links, "", List.of(OgcLinks.link(links.root() + "/api", "service-desc", OgcLinks.API, "OpenAPI 3.0"),
                OgcLinks.link(links.root() + "/api?f=html", "service-doc", OgcLinks.HTML, "OpenAPI 3.0"),
                OgcLinks.link(links.root() + "/conformance", "conformance", OgcLinks.JSON, text(language, "ogc.conformance")),
                OgcLinks.link(links.root() + "/collections", "data", OgcLinks.JSON, text(language, "ogc.collections")), licenceLink())));
        return page;
    }

    Map<String, Object> conformance(OgcLinks links) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("conformsTo", CONFORMS_TO);
        page.put("links", withAlternate(links, "/conformance", List.of()));
        return page;
    }

    /** @param extents of those collections that have features */
    Map<String, Object> collections(OgcLinks links, Map<OgcCollection, FeatureQueries.Extent> extents, Locale language) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("links", withAlternate(links, "/collections", List.of(licenceLink())));
        page.put("crs", Arrays.stream(Crs.values()).map(Crs::address).toList());
        page.put("collections", Arrays.stream(OgcCollection.values()).map(each -> collection(each, links, extents.get(each), language)).toList());
        return page;
    }

    Map<String, Object> collection(OgcCollection collection, OgcLinks links, FeatureQueries.Extent extent, Locale language) {
        String path = "/collections/" + collection.id();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("id", collection.id());
        page.put("title", collection.title(language));
        page.put("description", collection.description(language));
        page.put("attribution", attribution);
        page.put("itemType", "feature");
        if (extent != null) {
            List<Object> since = new ArrayList<>(Arrays.asList(extent.since() + "T00:00:00Z", null));
            page.put("extent", Map.of("spatial", Map.of("bbox", List.of(extent.box()), "crs", Crs.CRS84.address()),
                    "temporal", Map.of("interval", List.of(since), "trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian")));
        }
        page.put("crs", Arrays.stream(Crs.values()).map(Crs::address).toList());
        page.put("storageCrs", Crs.CRS84.address());
        page.put("links", withAlternate(links, path, List.of(
                OgcLinks.link(links.root() + path + "/items", "items", OgcLinks.GEO_JSON, collection.title(language)),
                OgcLinks.link(links.root() + path + "/items?f=html", "items", OgcLinks.HTML, collection.title(language)), licenceLink())));
        return page;
    }

    Map<String, Object> items(OgcCollection collection, OgcLinks links, MultivaluedMap<String, String> given, FeatureQuestion question, FeatureQueries.Found found) {
        String path = "/collections/" + collection.id() + "/items";
        List<Map<String, String>> more = new ArrayList<>();
        more.add(OgcLinks.link(links.address(path, given, "f", "json"), "self", OgcLinks.GEO_JSON, "GeoJSON"));
        more.add(OgcLinks.link(links.address(path, given, "f", "html"), "alternate", OgcLinks.HTML, "HTML"));
        more.add(OgcLinks.link(links.root() + "/collections/" + collection.id(), "collection", OgcLinks.JSON, collection.id()));
        if (found.hasMore()) {
            String last = Cursor.of(found.features().get(found.features().size() - 1).id()).encode();
            more.add(OgcLinks.link(links.address(path, given, "cursor", last), "next", OgcLinks.GEO_JSON, "next"));
        }
        more.add(licenceLink());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("type", "FeatureCollection");
        page.put("attribution", attribution);
        page.put("timeStamp", clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
        page.put("numberMatched", found.matched());
        page.put("numberReturned", found.features().size());
        page.put("links", more);
        page.put("features", found.features().stream().map(feature -> feature(feature, question.crs())).toList());
        return page;
    }

    Map<String, Object> item(OgcCollection collection, OgcLinks links, MultivaluedMap<String, String> given, FeatureQueries.Feature feature, Crs crs) {
        String path = "/collections/" + collection.id() + "/items/" + feature.id();
        Map<String, Object> page = feature(feature, crs);
        List<Map<String, String>> more = new ArrayList<>();
        more.add(OgcLinks.link(links.address(path, given, "f", "json"), "self", OgcLinks.GEO_JSON, "GeoJSON"));
        more.add(OgcLinks.link(links.address(path, given, "f", "html"), "alternate", OgcLinks.HTML, "HTML"));
        more.add(OgcLinks.link(links.root() + "/collections/" + collection.id(), "collection", OgcLinks.JSON, collection.id()));
        if (collection == OgcCollection.SERVICE_POINTS) {
            more.add(OgcLinks.link(links.beside("v1/service-points/" + feature.id() + "/photos"), "related", OgcLinks.JSON, "photos"));
        }
        more.add(licenceLink());
        page.put("links", more);
        return page;
    }

    private static Map<String, Object> feature(FeatureQueries.Feature feature, Crs crs) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("type", "Feature");
        told.put("id", feature.id());
        told.put("geometry", Map.of("type", "Point", "coordinates", crs.coordinates(feature.latitude(), feature.longitude())));
        told.put("properties", feature.properties());
        return told;
    }

    private List<Map<String, String>> withAlternate(OgcLinks links, String path, List<Map<String, String>> others) {
        List<Map<String, String>> all = new ArrayList<>();
        all.add(OgcLinks.link(links.root() + path + "?f=json", "self", OgcLinks.JSON, "JSON"));
        all.add(OgcLinks.link(links.root() + path + "?f=html", "alternate", OgcLinks.HTML, "HTML"));
        all.addAll(others);
        return all;
    }

    private Map<String, String> licenceLink() {
        return OgcLinks.link(licence, "license", null, licence);
    }

    static String text(Locale language, String key) {
        return Messages.text(language, key);
    }
}
