package org.doanket.membership.card;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.doanket.platform.http.Messages;
import org.doanket.platform.image.QrImage;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.paper.PdfPage;
import org.doanket.platform.paper.Type;

/** A card to be printed, of the size of a bank card (ISO 7810 ID-1), with its letters in it. */
final class CardPaper {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final double MILLIMETRE = 72 / 25.4;
    private static final double WIDTH = 85.6 * MILLIMETRE;
    private static final double HEIGHT = 53.98 * MILLIMETRE;
    private static final double EDGE = 9;
    private static final double BAND = 32;
    private static final double QR = 100;
    private static final double DOT = 72.0 / CardPicture.DOTS_PER_INCH;
    private static final int RED = 0xB71C1C;
    private static final int WHITE = 0xFFFFFF;
    private static final int GREY = 0x666666;
    private static final double SMALLEST = 5;

    private CardPaper() {
    }

    static byte[] pdf(CardView card, Locale language, Instant made) {
        PdfDocument document = new PdfDocument(Messages.text(language, "card.title") + " " + card.memberCode(), language, made);
        PdfPage page = document.page(WIDTH, HEIGHT);
        page.fill(0, 0, WIDTH, BAND, RED);
        fit(document, page, 14, WIDTH - 2 * EDGE, Type.STRONG.size(10).colour(WHITE), Messages.text(language, "card.title"));
        fit(document, page, 26, WIDTH - 2 * EDGE, Type.BODY.size(8).colour(WHITE), card.unitName());
        fit(document, page, 46, WIDTH - 2 * EDGE, Type.STRONG.size(12), card.fullName());
        double y = 60;
        y = line(document, page, y, Messages.text(language, "card.code"), card.memberCode());
        y = line(document, page, y, Messages.text(language, "card.number"), card.cardNumber() == null ? "–" : card.cardNumber());
        y = line(document, page, y, Messages.text(language, "card.joined"), DAY.format(card.joinedOn()));
        y = line(document, page, y, Messages.text(language, "card.category"), card.categoryName());
        line(document, page, y, Messages.text(language, "card.valid-until"), DAY.format(card.validUntil()));
        code(page, CardImage.qr(card));
        return document.finish();
    }

    /** On whole dots of the picture, for of modules that share their dots with others readers do not always see which they are. */
    private static void code(PdfPage page, QrImage qr) {
        double side = Math.floor(QR / DOT / qr.size()) * qr.size() * DOT;
        page.code(qr, onDots(WIDTH - EDGE + 6 - side), onDots(HEIGHT - 2 - side), side);
    }

    private static double onDots(double points) {
        return Math.floor(points / DOT) * DOT;
    }

    private static double line(PdfDocument document, PdfPage page, double y, String label, String value) {
        double width = WIDTH - 2 * EDGE - QR;
        fit(document, page, y, width, Type.BODY.size(5.5).colour(GREY), label);
        fit(document, page, y + 8.5, width, Type.BODY.size(8), value);
        return y + 18.5;
    }

    /** Smaller where it is long, and cut only where it would not be read any more. */
    private static void fit(PdfDocument document, PdfPage page, double baseline, double width, Type type, String text) {
        Type fitting = type;
        while (fitting.size() > SMALLEST && document.width(text, fitting) > width) {
            fitting = fitting.size(fitting.size() - 0.5);
        }
        String shown = text;
        while (document.width(shown, fitting) > width) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), shown.endsWith("…") ? -2 : -1)) + "…";
        }
        page.text(EDGE, baseline, fitting, shown);
    }
}
