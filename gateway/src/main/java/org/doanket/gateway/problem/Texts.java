package org.doanket.gateway.problem;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The gateway's few sentences in the three languages of the suite; Vietnamese where none fits. */
public final class Texts {

    private static final Locale DEFAULT = Locale.forLanguageTag("vi");
    public static final List<Locale> SUPPORTED = List.of(DEFAULT, Locale.ENGLISH, Locale.CHINESE);
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Texts() {
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

    public static boolean has(String key) {
        return find(DEFAULT, key) != null;
    }

    public static String text(Locale locale, String key, Object... args) {
        String pattern = find(locale, key);
        return pattern == null ? key : new MessageFormat(pattern, locale).format(args);
    }

    private static String find(Locale locale, String key) {
        try {
            return ResourceBundle.getBundle("messages/gateway", locale, Texts.class.getClassLoader(), NO_FALLBACK).getString(key);
        } catch (MissingResourceException none) {
            return null;
        }
    }
}
