package org.doanket.membership.charter;

import java.util.Arrays;

/** How a national id can be reckoned to be none. The rules choose by the name; a new way needs a release. */
enum NationalIdCheck {

    NONE("none") {
        @Override
        boolean holds(String id) {
            return true;
        }
    },

    /** Digits, and a check character that may be X for ten, as in GB 11643. */
    ISO_7064_MOD_11_2("iso-7064-mod-11-2") {
        @Override
        boolean holds(String id) {
            int rest = 0;
            for (int i = 0; i < id.length(); i++) {
                char c = id.charAt(i);
                boolean isTen = c == 'X' && i == id.length() - 1;
                if (!isTen && (c < '0' || c > '9')) {
                    return false;
                }
                rest = (rest * 2 + (isTen ? 10 : c - '0')) % 11;
            }
            return rest == 1;
        }
    };

    static final String CODES = "none|iso-7064-mod-11-2";

    private final String code;

    NationalIdCheck(String code) {
        this.code = code;
    }

    abstract boolean holds(String id);

    static NationalIdCheck of(String code) {
        return Arrays.stream(values()).filter(check -> check.code.equals(code)).findFirst().orElseThrow();
    }
}
