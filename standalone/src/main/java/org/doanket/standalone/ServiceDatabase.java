package org.doanket.standalone;

import java.util.LinkedHashMap;
import java.util.Map;

/** The database of one service, and its logins: owner migrates, app serves requests, worker does the background work. */
public record ServiceDatabase(String name, String prefix, String ownerPassword, String appPassword, String workerPassword) {

    /** With the names of a normal installation. */
    public static ServiceDatabase of(String service, String ownerPassword, String appPassword, String workerPassword) {
        return new ServiceDatabase("doanket_" + service, service, ownerPassword, appPassword, workerPassword);
    }

    /** One of its own for a test, beside others of the same service. */
    public static ServiceDatabase forTest(String service, String suffix) {
        return new ServiceDatabase("doanket_" + service + "_" + suffix, service + "_" + suffix,
                Secrets.random(18), Secrets.random(18), Secrets.random(18));
    }

    public String owner() {
        return prefix + "_owner";
    }

    public String app() {
        return prefix + "_app";
    }

    public String worker() {
        return prefix + "_worker";
    }

    /** What the script of {@link Provisioning} asks for. */
    Map<String, String> variables() {
        return Map.of("database", name, "owner", owner(), "owner_password", ownerPassword, "app", app(), "app_password", appPassword,
                "worker", worker(), "worker_password", workerPassword);
    }

    /** What a service is told. */
    public Map<String, String> environment(String url) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("DOANKET_DB_URL", url);
        settings.put("DOANKET_DB_OWNER_USER", owner());
        settings.put("DOANKET_DB_OWNER_PASSWORD", ownerPassword);
        settings.put("DOANKET_DB_APP_USER", app());
        settings.put("DOANKET_DB_APP_PASSWORD", appPassword);
        settings.put("DOANKET_DB_WORKER_USER", worker());
        settings.put("DOANKET_DB_WORKER_PASSWORD", workerPassword);
        return settings;
    }
}
