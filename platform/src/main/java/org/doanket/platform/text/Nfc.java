package org.doanket.platform.text;

import java.text.Normalizer;

/** Text is kept in NFC: Vietnamese arrives in both forms, and two spellings of one name must be equal. */
public final class Nfc {

    private Nfc() {
    }

    /** NFC and without blanks at the ends; null stays null. */
    public static String of(String text) {
        return text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }
}
