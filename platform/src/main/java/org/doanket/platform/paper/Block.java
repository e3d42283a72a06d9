package org.doanket.platform.paper;

import java.util.List;
import java.util.Locale;
import org.doanket.platform.image.QrImage;
import org.doanket.platform.text.Nfc;

/** What a paper is made of, from top to bottom. */
public sealed interface Block {

    enum Align { LEFT, CENTRE, RIGHT }

    /** One or more lines of one look, broken where the width ends and at line feeds. @param indent of the first line, in points */
    record Text(String text, Type type, Align align, double indent) implements Block {
        public Text {
            text = Nfc.of(text);
        }
    }

    /** Two columns side by side, each line centred in its own: the head of a letter, signatures. Never parted by the end of a page. */
    record Pair(List<Line> left, List<Line> right) implements Block {
    }

    /** @param ruled has a short rule beneath */
    record Line(String text, Type type, boolean ruled) {
    }

    /** Its head stands again on each page. Rows stay whole where a page can hold them. */
    record Table(List<Column> columns, List<List<String>> rows) implements Block {
    }

    /** @param share of the width, in proportion to those of the others */
    record Column(String title, double share, Align align) {
    }

    /** @param side in points */
    record Code(QrImage qr, double side) implements Block {
    }

    record Space(double height) implements Block {
    }

    record NewPage() implements Block {
    }

    static Block text(String text) {
        return new Text(text, Type.BODY, Align.LEFT, 0);
    }

    static Block paragraph(String text) {
        return new Text(text, Type.BODY, Align.LEFT, 28);
    }

    static Block title(String text) {
        return new Text(text, Type.STRONG.size(14), Align.CENTRE, 0);
    }

    static Block heading(String text) {
        return new Text(text, Type.STRONG, Align.LEFT, 0);
    }

    static Block centred(String text, Type type) {
        return new Text(text, type, Align.CENTRE, 0);
    }

    static Block right(String text, Type type) {
        return new Text(text, type, Align.RIGHT, 0);
    }

    /** @param above the name of the unit above the one that issues it; null where there is none, or none is named */
    static List<Line> issuer(String above, String unit) {
        Line own = new Line(unit, Type.STRONG.size(11), true);
        return above == null ? List.of(own) : List.of(new Line(above, Type.BODY.size(11), false), own);
    }

    /** How a paper of a unit begins, be it an official Vietnamese one or not. */
    static Block head(List<Line> issuer, String jurisdiction, Locale language) {
        return "vn".equals(jurisdiction) && language.getLanguage().equals("vi") ? motto(issuer) : new Pair(issuer, List.of(new Line("", Type.BODY, false)));
    }

    /** Who issues it at the left, the state and its motto at the right: how every official Vietnamese paper begins. */
    static Block motto(List<Line> issuer) {
        return new Pair(issuer, List.of(new Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Type.STRONG.size(11), false),
                new Line("Độc lập - Tự do - Hạnh phúc", Type.STRONG, true)));
    }
}
