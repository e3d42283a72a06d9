package org.doanket.platform.image;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.EncodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.WriterException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A QR code as SVG or as a one-bit grey PNG; written here, for AWT would be a large thing to start for two formats of squares. */
public final class QrImage {

    private static final int QUIET_ZONE = 4;
    private static final int PIXELS_PER_MODULE = 8;
    private static final int MASKS = 8;
    private static final int WHITE = 0xFFFFFF;

    private final ByteMatrix modules;
    private final int size;

    private QrImage(ByteMatrix modules) {
        this.modules = modules;
        this.size = modules.getWidth() + 2 * QUIET_ZONE;
    }

    /**
     * The standard has eight masks, which all readers must read, and yet the commonest reader of phones takes some pictures' modules for marks of
     * alignment: the first mask that it reads is drawn.
     */
    public static QrImage of(String payload) {
        QrImage first = drawn(payload, Map.of());
        if (first.isRead(payload)) {
            return first;
        }
        for (int mask = 0; mask < MASKS; mask++) {
            QrImage other = drawn(payload, Map.of(EncodeHintType.QR_MASK_PATTERN, mask));
            if (other.isRead(payload)) {
                return other;
            }
        }
        return first;
    }

    private static QrImage drawn(String payload, Map<EncodeHintType, ?> hints) {
        try {
            return new QrImage(Encoder.encode(payload, ErrorCorrectionLevel.M, hints).getMatrix());
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(tooLong);
        }
    }

    private boolean isRead(String payload) {
        int side = size * PIXELS_PER_MODULE;
        int[] pixels = new int[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < size; x++) {
                Arrays.fill(pixels, y * side + x * PIXELS_PER_MODULE, y * side + (x + 1) * PIXELS_PER_MODULE,
                        isDark(x, y / PIXELS_PER_MODULE) ? 0 : WHITE);
            }
        }
        try {
            return new QRCodeReader().decode(new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(side, side, pixels)))).getText()
                    .equals(payload);
        } catch (ReaderException unread) {
            return false;
        }
    }

    public String svg() {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (isDark(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size + "H0z\"/><path d=\""
                + path + "\"/></svg>";
    }

    public byte[] png() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(file)) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
            chunk(out, "IHDR", header());
            chunk(out, "IDAT", pixels());
            chunk(out, "IEND", new byte[0]);
            return file.toByteArray();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(size * PIXELS_PER_MODULE);
        out.writeInt(size * PIXELS_PER_MODULE);
        out.write(new byte[] {1, 0, 0, 0, 0}); // one bit, grey, the only compression and filter there are, not interlaced
        return bytes.toByteArray();
    }

    /** A module is eight pixels wide, which is one byte of one-bit pixels. */
    private byte[] pixels() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            for (int y = 0; y < size * PIXELS_PER_MODULE; y++) {
                out.write(0); // filter of the line: none
                for (int x = 0; x < size; x++) {
                    out.write(isDark(x, y / PIXELS_PER_MODULE) ? 0x00 : 0xFF);
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Modules from edge to edge, with the quiet zone. */
    public int size() {
        return size;
    }

    public boolean isDark(int x, int y) {
        int column = x - QUIET_ZONE;
        int row = y - QUIET_ZONE;
        return column >= 0 && row >= 0 && column < modules.getWidth() && row < modules.getHeight() && modules.get(column, row) == 1;
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
