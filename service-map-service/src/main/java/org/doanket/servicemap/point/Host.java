package org.doanket.servicemap.point;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Whose house it is: the union's own, or that of a partner (a café, a bank, a petrol station). */
public enum Host {

    OWN("own"), PARTNER("partner");

    @EnumeratedValue
    @JsonValue
    private final String code;

    Host(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Host of(String code) {
        for (Host host : values()) {
            if (host.code.equals(code)) {
                return host;
            }
        }
        return null;
    }
}
