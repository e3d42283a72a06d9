package org.doanket.platform.security;

/** How sensitive values look to those who may not see them whole. */
public final class Mask {

    private Mask() {
    }

    /** Only the last three characters: {@code *********123}. */
    public static String nationalId(String value) {
        return ends(value, 3);
    }

    /** Only the last three digits. */
    public static String phone(String value) {
        return ends(value, 3);
    }

    /** Only the last four digits. */
    public static String account(String value) {
        return ends(value, 4);
    }

    private static String ends(String value, int shown) {
        if (value == null) {
            return null;
        }
        int hidden = Math.max(value.length() - shown, Math.min(value.length(), shown));
        return "*".repeat(hidden) + value.substring(hidden);
    }
}
