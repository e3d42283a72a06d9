package org.doanket.platform.security;

import java.util.UUID;

/**
 * A unit and all below it, as a range of materialised paths. The closing slash keeps {@code /1/} from matching
 * {@code /10/}; {@code 0} is the character after it.
 *
 * @param unit null for the whole installation
 */
public record UnitScope(UUID unit, String path) {

    /** The whole installation: the first federation officer, before there is any unit. */
    public static final UnitScope ROOT = new UnitScope(null, "/");

    public UnitScope {
        if (!path.startsWith("/") || !path.endsWith("/")) {
            throw new IllegalArgumentException("a path begins and ends with a slash");
        }
    }

    /** First path of the range, inclusive. */
    public String from() {
        return path;
    }

    /** End of the range, exclusive. */
    public String to() {
        return path.substring(0, path.length() - 1) + '0';
    }

    /** Whether nothing lies above it: the whole installation, or a unit without a parent. */
    public boolean isTop() {
        return path.indexOf('/', 1) == (path.length() == 1 ? -1 : path.length() - 1);
    }

    public boolean contains(String otherPath) {
        return otherPath.startsWith(path);
    }
}
