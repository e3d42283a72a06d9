package org.doanket.servicemap;

import static io.restassured.RestAssured.given;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Tokens;

/** Calls of this service as its users make them, and units as its replica of the tree would have them. */
@ApplicationScoped
public class MapApi {

    public static final String POINTS = "/map/v1/service-points";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final AgroalDataSource worker;

    MapApi(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    /** A province with a commune union and in it a grass-roots union; a sibling of the commune; a province beside it all. */
    public record Tree(UUID province, UUID commune, UUID grassRoots, UUID sibling, UUID elsewhere, String path) {
    }

    public Tree plant(String jurisdiction) {
        String province = "/" + number() + "/";
        String commune = province + number() + "/";
        return new Tree(unit(province, null, jurisdiction), unit(commune, null, jurisdiction),
                unit(commune + number() + "/", null, jurisdiction),
                // Its path begins with the same characters: only the closing slash keeps the two apart.
                unit(commune.substring(0, commune.length() - 1) + "0/", null, jurisdiction), unit("/" + number() + "/", null, jurisdiction), commune);
    }

    public UUID unit(String path, UUID parent, String jurisdiction) {
        UUID id = UUID.randomUUID();
        run(Sql.of("INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, version) "
                + "VALUES (?, ?, 'u', 'u', 'commune-union', 'upper', ?, ?, ?, '2020-01-01', 1)", id, "T" + id, jurisdiction, parent, path));
        run(Sql.of("INSERT INTO unit_placement (unit_id, path, parent_id, valid_from) VALUES (?, ?, ?, ?)", id, path, parent,
                LocalDate.parse("2020-01-01")));
        return id;
    }

    public String path(UUID unit) {
        return Sql.of("SELECT path FROM unit_ref WHERE id = ?", unit).first(worker, row -> row.getString(1)).orElseThrow();
    }

    public void run(Sql sql) {
        try (Connection connection = worker.getConnection()) {
            sql.run(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static int number() {
        return 1_000 + NUMBERS.incrementAndGet();
    }

    public static RequestSpecification editor(UUID unit) {
        return editor(unit, "en");
    }

    public static RequestSpecification editor(UUID unit, String language) {
        return given().header("Authorization", "Bearer " + Tokens.of("map-editor").unit(unit).token())
                .header("Accept-Language", language).contentType("application/json");
    }

    /** For the whole installation. */
    public static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + Tokens.of(role).token()).header("Accept-Language", "en").contentType("application/json");
    }

    public static RequestSpecification as(String role, UUID unit) {
        return given().header("Authorization", "Bearer " + Tokens.of(role).unit(unit).token()).header("Accept-Language", "en")
                .contentType("application/json");
    }

    public static RequestSpecification as(String role, UUID unit, UUID member) {
        return given().header("Authorization", "Bearer " + Tokens.of(role).unit(unit).member(member).token()).header("Accept-Language", "en")
                .contentType("application/json");
    }

    public static RequestSpecification anybody() {
        return anybody("en");
    }

    public static RequestSpecification anybody(String language) {
        return given().header("Accept-Language", language);
    }

    /** An open point with the hours of an office, somewhere in the old town of Ha Noi. */
    public static Map<String, Object> point(UUID unit) {
        return point(unit, 21.0340, 105.8500);
    }

    public static Map<String, Object> point(UUID unit, double latitude, double longitude) {
        Map<String, Object> site = new LinkedHashMap<>();
        site.put("name", "Nhà văn hóa phường Cửa Nam");
        site.put("address", "12 Phố Thử Nghiệm");
        site.put("administrativeUnit", "00082");
        site.put("position", Map.of("lat", latitude, "lon", longitude));
        site.put("access", "open");
        site.put("host", "own");
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("unitId", unit);
        point.put("site", site);
        point.put("kind", "reading-room");
        point.put("name", "Tủ sách công nhân " + number());
        point.put("hours", "Mo-Fr 07:30-11:30,13:30-17:00; PH off");
        point.put("amenities", List.of("wifi", "drinking-water"));
        point.put("state", "open");
        point.put("openedOn", "2024-06-01");
        return point;
    }

    public static ValidatableResponse register(UUID editorUnit, Map<String, Object> point) {
        return editor(editorUnit).body(point).post(POINTS).then();
    }

    public static String registered(UUID unit, Map<String, Object> point) {
        return register(unit, point).statusCode(201).extract().path("id");
    }
}
