package org.doanket.servicemap.intake;

import java.util.Map;

/** One thing wrong with one cell; its text is made when it is read, in the reader's language. */
record RowFault(String column, String code, Map<String, Object> places) {

    static RowFault of(String column, String code) {
        return new RowFault(column, code, Map.of());
    }

    static RowFault of(String column, String code, String place, Object value) {
        return new RowFault(column, code, Map.of(place, value));
    }
}
