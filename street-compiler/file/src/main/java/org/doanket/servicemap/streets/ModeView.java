package org.doanket.servicemap.streets;

/** How one travels; each has its own arcs. The order is that of the file. */
public enum ModeView {
    FOOT, BICYCLE, MOTORBIKE;

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Null where there is no such mode. */
    public static ModeView of(String code) {
        for (ModeView mode : values()) {
            if (mode.code().equals(code)) {
                return mode;
            }
        }
        return null;
    }
}
