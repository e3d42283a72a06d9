package org.doanket.testing;

import java.net.http.HttpHeaders;

/** What an answer must bear beside its body. */
public final class Headers {

    private Headers() {
    }

    /** What a POST has made, or begun, has an address; but for what is told once and kept nowhere. */
    public static boolean tellWhere(int status, HttpHeaders headers) {
        return status != 201 && status != 202 || headers.firstValue("Location").isPresent() || headers.firstValue("Cache-Control").orElse("").equals("no-store");
    }
}
