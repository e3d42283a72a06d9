package org.doanket.membership.card;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.doanket.platform.http.Messages;
import org.doanket.platform.image.QrImage;

/** A card as a drawing of the size of a bank card (ISO 7810 ID-1), to be shown or printed. The letters are the reader's own. */
final class CardImage {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final int LONGEST = 34;

    private CardImage() {
    }

    static QrImage qr(CardView card) {
        return QrImage.of(card.statement());
    }

    static String svg(CardView card, Locale language) {
        StringBuilder svg = new StringBuilder(20_000)
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 856 540\" font-family=\"Noto Sans, Noto Sans SC, Arial, sans-serif\">")
                .append("<rect width=\"856\" height=\"540\" rx=\"32\" fill=\"#fff\" stroke=\"#b71c1c\" stroke-width=\"4\"/>")
                .append("<path d=\"M2 34a32 32 0 0 1 32-32h788a32 32 0 0 1 32 32v78H2z\" fill=\"#b71c1c\"/>");
        text(svg, 40, 50, 30, "#fff", Messages.text(language, "card.title"));
        text(svg, 40, 92, 24, "#fff", card.unitName());
        text(svg, 40, 180, 38, "#000", card.fullName());
        line(svg, 240, Messages.text(language, "card.code"), card.memberCode());
        line(svg, 300, Messages.text(language, "card.number"), card.cardNumber() == null ? "–" : card.cardNumber());
        line(svg, 360, Messages.text(language, "card.joined"), DAY.format(card.joinedOn()));
        line(svg, 420, Messages.text(language, "card.category"), card.categoryName());
        line(svg, 480, Messages.text(language, "card.valid-until"), DAY.format(card.validUntil()));
        return svg.append("<svg x=\"500\" y=\"200\" width=\"320\" height=\"320\">").append(qr(card).svg()).append("</svg></svg>").toString();
    }

    private static void line(StringBuilder svg, int y, String label, String value) {
        text(svg, 40, y, 18, "#666", label);
        text(svg, 40, y + 28, 26, "#000", value);
    }

    private static void text(StringBuilder svg, int x, int y, int size, String colour, String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
        svg.append("<text x=\"").append(x).append("\" y=\"").append(y).append("\" font-size=\"").append(size).append("\" fill=\"").append(colour)
                .append("\">").append(escaped(shown)).append("</text>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
