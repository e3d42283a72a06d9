package org.doanket.servicemap.photo;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.doanket.platform.error.Problem;

/**
 * A picture as it is shown: drawn anew, so that nothing of what was in the file but its colours goes on, neither where and by whom it was taken nor
 * whatever else somebody hid there.
 */
record Picture(byte[] image, byte[] thumbnail, int width, int height) {

    static final int LONGEST = 1_600;
    static final int THUMBNAIL = 320;
    /** Told by the head of the file, before anything is unpacked: a few kilobytes may say they are a hundred thousand pixels wide. */
    static final int MOST_MEGAPIXELS = 26;
    /** These are unpacked whole. */
    static final int MOST_MEGAPIXELS_OF_WEBP = 13;
    private static final float QUALITY = 0.85f;

    private enum Type {
        JPEG, PNG, WEBP
    }

    /** @throws Problem 422 where it is none, is broken, or too large */
    static Picture of(byte[] sent) {
        Type type = type(sent);
        BufferedImage image = fit(read(sent, type), LONGEST);
        if (type == Type.JPEG) {
            image = OrientationView.upright(image, OrientationView.of(sent));
        }
        return new Picture(jpeg(image), jpeg(fit(image, THUMBNAIL)), image.getWidth(), image.getHeight());
    }

    /** By how it begins and not by what it calls itself. */
    private static Type type(byte[] sent) {
        if (begins(sent, 0, 0xFF, 0xD8, 0xFF)) {
            return Type.JPEG;
        }
        if (begins(sent, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return Type.PNG;
        }
        if (begins(sent, 0, 'R', 'I', 'F', 'F') && begins(sent, 8, 'W', 'E', 'B', 'P')) {
            return Type.WEBP;
        }
        throw PhotoProblems.unreadable();
    }

    private static boolean begins(byte[] sent, int at, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (at + i >= sent.length || (sent[at + i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static BufferedImage read(byte[] sent, Type type) {
        ImageReader reader = null;
        try (ImageInputStream in = new Ending(sent)) {
            reader = type == Type.WEBP ? new WebPImageReaderSpi().createReaderInstance(null) : ImageIO
                    .getImageReadersByFormatName(type.name().toLowerCase(Locale.ROOT)).next();
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            int most = type == Type.WEBP ? MOST_MEGAPIXELS_OF_WEBP : MOST_MEGAPIXELS;
            if ((long) width * height > most * 1_000_000L) {
                throw PhotoProblems.tooLarge(width, height, most);
            }
            ImageReadParam few = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / (2 * LONGEST));
            few.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, few);
        } catch (Problem refusal) {
            throw refusal;
        } catch (IOException | RuntimeException broken) {
            // The readers of broken files fail in every way there is.
            throw PhotoProblems.unreadable();
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }

    /** By halves, lest fine lines come and go; on white, where it lets through. */
    private static BufferedImage fit(BufferedImage image, int longest) {
        double factor = Math.min(1, (double) longest / Math.max(image.getWidth(), image.getHeight()));
        int width = (int) Math.max(1, Math.round(image.getWidth() * factor));
        int height = (int) Math.max(1, Math.round(image.getHeight() * factor));
        BufferedImage fitted = image;
        do {
            fitted = drawn(fitted, Math.max(width, (fitted.getWidth() + 1) / 2), Math.max(height, (fitted.getHeight() + 1) / 2), width, height);
        } while (fitted.getWidth() > width || fitted.getHeight() > height);
        return fitted;
    }

    /** At least half as large as it is, unless that is already the size it is to have. */
    private static BufferedImage drawn(BufferedImage image, int halfWidth, int halfHeight, int width, int height) {
        boolean isLast = halfWidth <= width && halfHeight <= height;
        BufferedImage drawn = new BufferedImage(isLast ? width : halfWidth, isLast ? height : halfHeight, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, drawn.getWidth(), drawn.getHeight(), null);
        } finally {
            graphics.dispose();
        }
        return drawn;
    }

    private static byte[] jpeg(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Readers forgive a file that ends too early, some of them at each of millions of pixels: a few bytes would keep one busy for minutes. */
    private static final class Ending extends MemoryCacheImageInputStream {

        private static final int MOST = 64;
        private int ends;

        Ending(byte[] sent) {
            super(new ByteArrayInputStream(sent));
        }

        @Override
        public int read() throws IOException {
            return counted(super.read());
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return counted(super.read(bytes, from, length));
        }

        private int counted(int read) throws IOException {
            if (read < 0 && ++ends > MOST) {
                throw new IIOException("goes on behind its end");
            }
            return read;
        }
    }
}
