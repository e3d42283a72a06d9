package org.doanket.servicemap.reach;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.doanket.servicemap.hours.ScheduleView;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;

/**
 * An open service point as the index keeps it. Of these there are as many as points in a country, so what is read of a page of them only, its texts, lies packed.
 */
public final class OpenPointView {

    private static final int NAME = 0;
    private static final int SITE_NAME = 1;
    private static final int ADDRESS = 2;
    /** No text in PostgreSQL has it. */
    private static final char END = '\0';

    private final UUID id;
    private final long version;
    private final UUID unitId;
    private final long siteHigh;
    private final long siteLow;
    private final String kind;
    private final byte[] texts;
    private final double latitude;
    private final double longitude;
    private final String access;
    private final String host;
    private final List<String> amenities;
    private final String hours;
    private final ScheduleView schedule;
    private final double trust;
    /** Where it lies on the streets, once somebody has asked. */
    private volatile StreetPlacesRef places;

    /**
     * @param schedule null where no hours are known
     * @param trust    how far its hours can be relied on, 1 down to 0
     */
    public OpenPointView(UUID id, long version, UUID unitId, UUID siteId, String kind, String name, String siteName, String address,
            double latitude, double longitude, String access, String host, List<String> amenities, String hours, ScheduleView schedule,
            double trust) {
        this.id = id;
        this.version = version;
        this.unitId = unitId;
        siteHigh = siteId.getMostSignificantBits();
        siteLow = siteId.getLeastSignificantBits();
        this.kind = kind;
        texts = (name + END + siteName + END + address).getBytes(StandardCharsets.UTF_8);
        this.latitude = latitude;
        this.longitude = longitude;
        this.access = access;
        this.host = host;
        this.amenities = amenities;
        this.hours = hours;
        this.schedule = schedule;
        this.trust = trust;
    }

    public UUID id() {
        return id;
    }

    public long version() {
        return version;
    }

    public UUID unitId() {
        return unitId;
    }

    public UUID siteId() {
        return new UUID(siteHigh, siteLow);
    }

    public String kind() {
        return kind;
    }

    public String name() {
        return text(NAME);
    }

    public String siteName() {
        return text(SITE_NAME);
    }

    public String address() {
        return text(ADDRESS);
    }

    private String text(int number) {
        int begin = 0;
        for (int i = 0; i < number; i++) {
            begin = end(begin) + 1;
        }
        return new String(texts, begin, end(begin) - begin, StandardCharsets.UTF_8);
    }

    private int end(int begin) {
        int at = begin;
        while (at < texts.length && texts[at] != END) {
            at++;
        }
        return at;
    }

    public double latitude() {
        return latitude;
    }

    public double longitude() {
        return longitude;
    }

    public String access() {
        return access;
    }

    public String host() {
        return host;
    }

    public List<String> amenities() {
        return amenities;
    }

    public String hours() {
        return hours;
    }

    public ScheduleView schedule() {
        return schedule;
    }

    public double trust() {
        return trust;
    }

    /** The nearest place on a street; null where there is none near enough. */
    public PlaceView placeOn(NetworkView network, ModeView mode) {
        StreetPlacesRef now = places;
        if (now == null) {
            // Two threads may both make one: then one of them looks again.
            now = new StreetPlacesRef();
            places = now;
        }
        return now.in(network, mode, latitude, longitude);
    }
}
