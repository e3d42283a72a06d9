package org.doanket.servicemap.point;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What stands between a visitor and the room while it is open: nothing, a door code, a key, or somebody who lets him in. */
public enum Access {

    OPEN("open"), CODE("code"), KEY("key"), STAFF("staff");

    @EnumeratedValue
    @JsonValue
    private final String code;

    Access(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Access of(String code) {
        for (Access access : values()) {
            if (access.code.equals(code)) {
                return access;
            }
        }
        return null;
    }
}
