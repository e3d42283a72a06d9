package org.doanket.membership.card;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** The printed card as a picture: whoever opens it needs no letters of their own. */
final class CardPicture {

    static final int DOTS_PER_INCH = 300;

    private CardPicture() {
    }

    static byte[] png(byte[] pdf) {
        try (PDDocument card = Loader.loadPDF(pdf)) {
            BufferedImage image = new PDFRenderer(card).renderImageWithDPI(0, DOTS_PER_INCH, ImageType.RGB);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
            // In memory: the usual way leaves a copy of a personal thing in a temporary file, and needs a disk to write on.
            try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
                writer.setOutput(out);
                writer.write(image);
            } finally {
                writer.dispose();
            }
            return file.toByteArray();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
