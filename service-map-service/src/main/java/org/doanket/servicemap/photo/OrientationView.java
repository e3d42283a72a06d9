package org.doanket.servicemap.photo;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, as it writes into a JPEG (Exif 2.3, tag 274): the picture is turned by it before that is left out. */
public final class OrientationView {

    public static final int UPRIGHT = 1;
    private static final int APPLICATION = 0xE1;
    private static final int SCAN = 0xDA;
    private static final int TAG = 0x0112;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

    private OrientationView() {
    }

    /** @return 1 to 8; 1 where nothing is said, or nothing that can be read */
    public static int of(byte[] jpeg) {
        try {
            ByteBuffer all = ByteBuffer.wrap(jpeg);
            for (int at = 2; (all.get(at) & 0xFF) == 0xFF; ) {
                int marker = all.get(at + 1) & 0xFF;
                int length = all.getShort(at + 2) & 0xFFFF;
                if (marker == SCAN) {
                    return UPRIGHT;
                }
                if (marker == APPLICATION && isExif(jpeg, at + 4)) {
                    int orientation = inTiff(all.slice(at + 4 + EXIF.length, length - 2 - EXIF.length));
                    return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT;
                }
                at += 2 + length;
            }
            return UPRIGHT;
        } catch (IndexOutOfBoundsException cut) {
            return UPRIGHT;
        }
    }

    private static boolean isExif(byte[] jpeg, int at) {
        return at + EXIF.length <= jpeg.length && java.util.Arrays.equals(jpeg, at, at + EXIF.length, EXIF, 0, EXIF.length);
    }

    private static int inTiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * 12;
            if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
                return tiff.getShort(entry + 8);
            }
        }
        return UPRIGHT;
    }

    static BufferedImage upright(BufferedImage held, int orientation) {
        if (orientation == UPRIGHT) {
            return held;
        }
        int w = held.getWidth();
        int h = held.getHeight();
        BufferedImage turned = orientation < 5 ? new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB) : new BufferedImage(h, w, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int colour = held.getRGB(x, y);
                switch (orientation) {
                    case 2 -> turned.setRGB(w - 1 - x, y, colour);
                    case 3 -> turned.setRGB(w - 1 - x, h - 1 - y, colour);
                    case 4 -> turned.setRGB(x, h - 1 - y, colour);
                    case 5 -> turned.setRGB(y, x, colour);
                    case 6 -> turned.setRGB(h - 1 - y, x, colour);
                    case 7 -> turned.setRGB(h - 1 - y, w - 1 - x, colour);
                    default -> turned.setRGB(y, w - 1 - x, colour);
                }
            }
        }
        return turned;
    }
}
