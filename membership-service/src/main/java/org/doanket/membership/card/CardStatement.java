package org.doanket.membership.card;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a card states, under the short names of RFC 7519 that keep the QR code small: {@code sub} the member's code, {@code card} the
 * card number, {@code unit} and {@code org} code and name of the unit, {@code exp} the moment from which it counts no more.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
record CardStatement(String iss, String sub, String name, String card, String unit, String org, long iat, long exp) {

    static final String ISSUER = "doanket-card";

    @Override
    public String toString() {
        return "CardStatement[exp=" + exp + "]";
    }
}
