package org.doanket.servicemap.point;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a service point is in its life; it may be closed and opened again. */
public enum PointState {

    PLANNED("planned"), OPEN("open"), CLOSED("closed");

    @EnumeratedValue
    @JsonValue
    private final String code;

    PointState(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static PointState of(String code) {
        for (PointState state : values()) {
            if (state.code.equals(code)) {
                return state;
            }
        }
        return null;
    }
}
