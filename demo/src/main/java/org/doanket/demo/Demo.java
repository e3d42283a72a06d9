package org.doanket.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.doanket.demo.Units.Founding;

/**
 * Loads the demo federation through the gateway, as its officers would: by the APIs, with the tokens of their roles. The same
 * every time, so that loading it twice changes nothing. {@code DOANKET_GATEWAY} names the gateway.
 */
public final class Demo {

    private static final String CONFEDERATION = "VN";
    private static final int PAY_ATTEMPTS = 4;

    private final Api api;
    private final Units units;

    private Demo(Api api) {
        this.api = api;
        this.units = new Units(api);
    }

    public static void main(String[] arguments) {
        String gateway = System.getenv().getOrDefault("DOANKET_GATEWAY", "http://127.0.0.1:8080");
        try {
            new Demo(new Api(gateway)).load();
        } catch (IllegalStateException refused) {
            System.err.println("The demo federation was not loaded: " + refused.getMessage());
            System.exit(1);
        }
    }

    private void load() {
        timed(() -> {
            areas("vn", Areas.VIET_NAM);
            areas("cn", Areas.CHINA);
            return "administrative units";
        });
        timed(this::foundUnits);
        // Other services' work, beside that of membership and then finance.
        CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> {
            timed(this::models);
            timed(this::points);
            timed(this::visits);
        });
        timed(() -> roster("CT", CanTho.roster()));
        timed(() -> roster(HaTinh.CODE, HaTinh.roster()));
        timed(this::waitUntilAllIsHeard);
        timed(this::payRecords);
        timed(this::dues);
        try {
            beside.join();
        } catch (CompletionException refused) {
            throw new IllegalStateException(refused.getCause().getMessage(), refused.getCause());
        }
    }

    /** One step of the loading, which answers what it has loaded. */
    private static void timed(Supplier<String> step) {
        long begin = System.nanoTime();
        String what = step.get();
        System.out.printf("%6.1f s  %s%n", (System.nanoTime() - begin) / 1e9, what);
    }

    private void areas(String jurisdiction, String table) {
        api.put("federation-officer", "root", "/membership/v1/administrative-units?jurisdiction=" + jurisdiction + "&validFrom=1945-09-02",
                "text/csv", table);
    }

    /** A confederation each, and all below it by one act. */
    private String foundUnits() {
        units.foundRoot(new Founding(CONFEDERATION, "Tổng Liên đoàn Lao động Việt Nam", "confederation", "vn", null, "1929-07-28", List.of()));
        units.foundRoot(new Founding("CN", "中华全国总工会", "all-china-federation", "cn", null, "1925-05-01", List.of()));
        List<Founding> vietnam = vietnam();
        List<Founding> china = china();
        units.found(CONFEDERATION, vietnam);
        units.found("CN", china);
        return (2 + vietnam.size() + china.size()) + " units";
    }

    static List<Founding> vietnam() {
        List<Founding> all = new ArrayList<>(HaTinh.federation(CONFEDERATION));
        all.addAll(CanTho.federation(CONFEDERATION));
        all.addAll(HaNoi.federation(CONFEDERATION));
        all.addAll(HaTinh.upper());
        all.addAll(CanTho.communeUnions());
        all.addAll(HaNoi.communeUnions());
        all.addAll(CanTho.guilds());
        all.addAll(HaTinh.grassRoots());
        return all;
    }

    static List<Founding> china() {
        List<Founding> all = new ArrayList<>(Dingxi.federation());
        all.addAll(Dingxi.counties());
        return all;
    }

    private String roster(String unit, String sheet) {
        String id = units.id(unit);
        Api.Answer staged = api.upload("unit-officer", id, "/membership/v1/imports?unit=" + id + "&source=demo&name=" + unit + ".csv",
                "text/csv", sheet);
        api.await("unit-officer", id, staged.location());
        long faulty = api.get("unit-officer", id, "/membership/v1/imports/" + staged.id()).body().path("faulty").asLong();
        if (faulty > 0) {
            throw new IllegalStateException(faulty + " faulty rows in the roster of " + unit);
        }
        Api.Answer commit = api.post("unit-officer", id, "/membership/v1/imports/" + staged.id() + "/commit", api.object());
        JsonNode job = api.await("unit-officer", id, commit.location());
        return job.path("done").asLong() + " members of " + unit;
    }

    private String models() {
        String id = units.id("HN");
        Api.Answer staged = api.upload("campaign-officer", id, "/campaigns/v1/model-imports?unit=" + id + "&year=2024&fileName=models.csv",
                "text/csv", HaNoi.models());
        api.await("campaign-officer", id, staged.location());
        Api.Answer commit = api.post("campaign-officer", id, "/campaigns/v1/model-imports/" + staged.id() + "/commit", api.object());
        api.await("campaign-officer", id, commit.location());
        return "good-practice models of Ha Noi";
    }

    private String points() {
        String id = units.id("CN-GS-DX");
        Api.Answer staged = api.upload("map-editor", id, "/map/v1/service-point-imports?unit=" + id + "&datum=wgs84", "application/geo+json",
                Dingxi.points(api).toString());
        api.await("map-editor", id, staged.location());
        Api.Answer commit = api.post("map-editor", id, "/map/v1/service-point-imports/" + staged.id() + "/commit", api.object());
        api.await("map-editor", id, commit.location());
        return Dingxi.POINTS + " service points of Dingxi";
    }

    /** Once: a later loading finds them there. */
    private String visits() {
        String id = units.id("CN-GS-DX");
        String subtree = "scope=subtree&unit=" + id;
        if (api.get("map-editor", id, "/map/v1/tallies/visits?by=year&" + subtree).body().path("items").isEmpty()) {
            JsonNode points = api.get("map-editor", id, "/map/v1/service-points?limit=200&" + subtree).body().path("items");
            api.post("desk-clerk", id, "/map/v1/visits", Dingxi.visits(api, points));
        }
        return Dingxi.VISITS + " visits to them";
    }

    private String dues() {
        String id = units.id(HaTinh.CODE);
        Api.Answer run = api.post("treasurer", id, "/finance/v1/dues-runs",
                api.object().put("unit", id).put("month", PayRecords.MONTH).put("mode", "post"));
        api.await("treasurer", id, run.location());
        return "dues of " + PayRecords.MONTH;
    }

    /**
     * An earlier loading may have asked before finance knew all members: the answer kept for that request is an import with
     * faults, today and next time. Then it is asked anew, which is another request and has another key.
     */
    private String payRecords() {
        String unit = units.id(HaTinh.CODE);
        JsonNode loaded = null;
        for (int attempt = 1; attempt <= PAY_ATTEMPTS; attempt++) {
            Api.Answer pay = api.upload("treasurer", unit, "/finance/v1/pay-records?unit=" + unit + "&month=" + PayRecords.MONTH + "&mode=commit",
                    "text/csv", HaTinh.payRecords(), attempt);
            loaded = api.ended("treasurer", unit, pay.location());
            if (loaded.path("state").asText().equals("succeeded") && loaded.path("problems").asLong() == 0) {
                return "pay records of " + PayRecords.MONTH;
            }
        }
        throw new IllegalStateException("pay records with faults: " + loaded);
    }

    /** Pay is of members, whom finance-service learns from membership-service's facts: first let all of them arrive. */
    private String waitUntilAllIsHeard() {
        while (api.get("federation-officer", "root", "/membership/v1/operations/outbox").body().path("pending").asLong() > 0) {
            Api.pause(250);
        }
        // The lag of a listener is known from its last reading on: nothing behind, several times in a row.
        for (int quiet = 0; quiet < 5; Api.pause(250)) {
            JsonNode listeners = api.get("federation-officer", "root", "/finance/v1/operations/listeners").body();
            long lag = 0;
            for (JsonNode listener : listeners) {
                lag += listener.path("lag").asLong();
            }
            quiet = lag == 0 ? quiet + 1 : 0;
        }
        return "members heard of by finance";
    }
}
