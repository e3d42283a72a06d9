package org.doanket.platform.paper;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.PrimitiveIterator;
import org.doanket.platform.image.QrImage;
import org.doanket.platform.text.Nfc;

/** One page and what is drawn on it. Measures are points, from the left and from the top. */
public final class PdfPage {

    private final PdfDocument document;
    private final double width;
    private final double height;
    private final StringBuilder content = new StringBuilder();

    PdfPage(PdfDocument document, double width, double height) {
        this.document = document;
        this.width = width;
        this.height = height;
    }

    public double width() {
        return width;
    }

    public double height() {
        return height;
    }

    /** @param baseline on which the letters stand */
    public void text(double x, double baseline, Type type, String text) {
        double at = x;
        PrimitiveIterator.OfInt codePoints = Nfc.of(text).codePoints().iterator();
        StringBuilder codes = new StringBuilder();
        Face face = null;
        double begin = x;
        while (codePoints.hasNext()) {
            int each = codePoints.nextInt();
            Face its = document.faceOf(each, type);
            if (its != face) {
                show(begin, baseline, type, face, codes);
                face = its;
                begin = at;
            }
            codes.append(document.font(its).code(each));
            at += document.font(its).width(each) * type.size() / 1_000;
        }
        show(begin, baseline, type, face, codes);
    }

    public void line(double fromX, double fromY, double toX, double toY, double thickness) {
        content.append("0 G ");
        numbers(thickness);
        content.append("w ");
        numbers(fromX, height - fromY);
        content.append("m ");
        numbers(toX, height - toY);
        content.append("l S\n");
    }

    /** A filled rectangle. @param colour 0xRRGGBB */
    public void fill(double x, double y, double wide, double high, int colour) {
        colour(colour, "rg");
        numbers(x, height - y - high, wide, high);
        content.append("re f\n");
    }

    /** Drawn, not an image: sharp at any size. The quiet zone is part of it. */
    public void code(QrImage qr, double x, double y, double side) {
        double module = side / qr.size();
        fill(x, y, side, side, 0xFFFFFF);
        colour(0, "rg");
        for (int row = 0; row < qr.size(); row++) {
            for (int column = 0; column < qr.size(); column++) {
                int begin = column;
                while (qr.isDark(column, row)) {
                    column++;
                }
                if (column > begin) {
                    numbers(x + begin * module, height - y - (row + 1) * module, (column - begin) * module, module);
                    content.append("re ");
                }
            }
        }
        content.append("f\n");
    }

    String content() {
        return content.toString();
    }

    private void show(double x, double baseline, Type type, Face face, StringBuilder codes) {
        if (codes.isEmpty()) {
            return;
        }
        colour(type.colour(), "rg");
        boolean isThickened = type.bold() && face == Face.HAN;
        if (isThickened) {
            colour(type.colour(), "RG");
            numbers(type.size() / 30);
            content.append("w ");
        }
        content.append("BT /").append(PdfDocument.nameOf(face)).append(' ');
        numbers(type.size());
        content.append("Tf ").append(isThickened ? "2 Tr " : "0 Tr ");
        numbers(x, height - baseline);
        content.append("Td <").append(codes).append("> Tj ET\n");
        codes.setLength(0);
    }

    private void colour(int rgb, String operator) {
        numbers((rgb >> 16 & 0xFF) / 255.0, (rgb >> 8 & 0xFF) / 255.0, (rgb & 0xFF) / 255.0);
        content.append(operator).append(' ');
    }

    private void numbers(double... values) {
        for (double value : values) {
            content.append(BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()).append(' ');
        }
    }
}
