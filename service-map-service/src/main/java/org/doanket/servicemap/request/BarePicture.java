package org.doanket.servicemap.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.doanket.servicemap.photo.OrientationView;

/**
 * A picture of a paper with each of its pixels as it was sent, for small print is to stay readable, and without what the file says beside them: where, when, by what and by
 * whom it was taken, smaller pictures of it, and what hangs on behind its end.
 */
final class BarePicture {

    private static final int PREFIX = 0xFF;
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int FIRST_APPLICATION = 0xE0;
    private static final int COLOURS = 0xE2;
    private static final int ADOBE = 0xEE;
    private static final int LAST_APPLICATION = 0xEF;
    private static final int COMMENT = 0xFE;
    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_FRAME = 12;
    private static final String PNG_END = "IEND";
    /** Of a PNG what is needed to draw it. */
    private static final Set<String> PNG_DRAWN = Set.of("IHDR", "PLTE", "IDAT", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", PNG_END);

    private BarePicture() {
    }

    /** How the camera was held goes on: without it the paper would lie on its side. @throws IOException where it is broken */
    static byte[] jpeg(byte[] sent) throws IOException {
        int orientation = OrientationView.of(sent);
        return jpeg(sent, orientation == OrientationView.UPRIGHT ? new byte[0] : held(orientation));
    }

    /** @param first what stands before all else */
    static byte[] jpeg(byte[] sent, byte[] first) throws IOException {
        try {
            ByteArrayOutputStream bare = new ByteArrayOutputStream(sent.length);
            bare.write(PREFIX);
            bare.write(START);
            bare.writeBytes(first);
            int at = 2;
            while (at < sent.length) {
                at = marker(sent, at);
                int marker = sent[at + 1] & 0xFF;
                if (marker == END) {
                    break;
                }
                int next = at + 2 + (ByteBuffer.wrap(sent).getShort(at + 2) & 0xFFFF);
                if (next < at + 4 || next > sent.length) {
                    throw new IOException("a part is cut off");
                }
                int last = marker == SCAN ? endOfScan(sent, next) : next;
                if (isDrawn(sent, marker, at + 4, next)) {
                    bare.write(sent, at, last - at);
                }
                at = last;
            }
            bare.write(PREFIX);
            bare.write(END);
            return bare.toByteArray();
        } catch (IndexOutOfBoundsException cut) {
            throw new IOException(cut);
        }
    }

    /** Where the next one is, behind what only fills. */
    private static int marker(byte[] sent, int from) throws IOException {
        int at = from;
        while ((sent[at] & 0xFF) == PREFIX && (sent[at + 1] & 0xFF) == PREFIX) {
            at++;
        }
        if ((sent[at] & 0xFF) != PREFIX) {
            throw new IOException("no marker");
        }
        return at;
    }

    /** Behind the pixels, among which 0xFF is followed by nought or by the number of a stretch. */
    private static int endOfScan(byte[] sent, int from) {
        for (int at = from; at + 1 < sent.length; at++) {
            int next = sent[at + 1] & 0xFF;
            if ((sent[at] & 0xFF) == PREFIX && next != 0 && next != PREFIX && (next < 0xD0 || next > 0xD7)) {
                return at;
            }
        }
        return sent.length;
    }

    /** Of what programs write for each other only what the colours need. */
    private static boolean isDrawn(byte[] sent, int marker, int from, int to) {
        return switch (marker) {
            case FIRST_APPLICATION -> begins(sent, from, to, "JFIF\0");
            case COLOURS -> begins(sent, from, to, "ICC_PROFILE\0");
            case ADOBE -> begins(sent, from, to, "Adobe");
            case COMMENT -> false;
            default -> marker < FIRST_APPLICATION || marker > LAST_APPLICATION;
        };
    }

    private static boolean begins(byte[] sent, int from, int to, String with) {
        byte[] wanted = with.getBytes(StandardCharsets.US_ASCII);
        return from + wanted.length <= to && Arrays.equals(sent, from, from + wanted.length, wanted, 0, wanted.length);
    }

    /** Exif with that one entry. */
    private static byte[] held(int orientation) {
        return ByteBuffer.allocate(36).putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1)
                .putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0).putInt(0).array();
    }

    /** @throws IOException where it is broken */
    static byte[] png(byte[] sent) throws IOException {
        try {
            ByteArrayOutputStream bare = new ByteArrayOutputStream(sent.length);
            bare.write(sent, 0, PNG_SIGNATURE);
            String type;
            int at = PNG_SIGNATURE;
            do {
                int length = ByteBuffer.wrap(sent).getInt(at);
                type = new String(sent, at + 4, 4, StandardCharsets.US_ASCII);
                if (length < 0 || length > sent.length - at - PNG_FRAME) {
                    throw new IOException("a part is cut off");
                }
                if (PNG_DRAWN.contains(type)) {
                    bare.write(sent, at, length + PNG_FRAME);
                }
                at += length + PNG_FRAME;
            } while (!type.equals(PNG_END));
            return bare.toByteArray();
        } catch (IndexOutOfBoundsException cut) {
            throw new IOException(cut);
        }
    }
}
