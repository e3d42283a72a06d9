package org.doanket.platform.http;

import java.util.List;
import java.util.Locale;

/** The three languages of the suite, chosen by {@code Accept-Language} (RFC 4647 look-up); Vietnamese if none fits. */
public final class Language {

    public static final Locale DEFAULT = Locale.forLanguageTag("vi");
    public static final List<Locale> SUPPORTED = List.of(DEFAULT, Locale.ENGLISH, Locale.CHINESE);

    private Language() {
    }

    public static Locale negotiate(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return DEFAULT;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SUPPORTED);
            return best == null ? DEFAULT : best;
        } catch (IllegalArgumentException malformed) {
            return DEFAULT;
        }
    }

    /** The language of the request at hand, or the default in background work. */
    public static Locale current() {
        RequestInfo info = RequestInfo.currentOrNull();
        return info == null ? DEFAULT : info.locale();
    }
}
