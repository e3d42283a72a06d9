package org.doanket.servicemap.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.doanket.platform.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PictureTest {

    /** One pixel, the smallest WebP there is (lossless). */
    private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    @Test
    void leavesOutWhatACameraWroteBesideThePicture() {
        byte[] sent = Pictures.jpegOfACamera(400, 300, 1);
        assertThat(new String(sent, StandardCharsets.ISO_8859_1)).contains("Exif").contains("105.9754");
        Picture picture = Picture.of(sent);
        for (byte[] kept : new byte[][] {picture.image(), picture.thumbnail()}) {
            assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Exif").doesNotContain("105.9754");
        }
    }

    /** Where the green corner and the red half of a picture of 80 x 40 come to lie, by the table of the Exif standard. */
    @Test
    void turnsWhatWasTakenWithATurnedCamera() {
        int[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}, {0, 1}};
        for (int orientation = 1; orientation <= 8; orientation++) {
            BufferedImage image = Pictures.read(Picture.of(Pictures.jpegOfACamera(80, 40, orientation)).image());
            assertThat(image.getWidth()).as("orientation %d", orientation).isEqualTo(orientation < 5 ? 80 : 40);
            int[] corner = corners[orientation - 1];
            Color green = new Color(image.getRGB(corner[0] * (image.getWidth() - 1) + (corner[0] == 0 ? 3 : -3), corner[1] * (image.getHeight() - 1) + (corner[1] == 0 ? 3 : -3)));
            assertThat(green.getGreen()).as("orientation %d", orientation).isGreaterThan(150);
            assertThat(green.getRed()).as("orientation %d", orientation).isLessThan(100);
        }
    }

    @Test
    void readsWebP() {
        Picture picture = Picture.of(Base64.getDecoder().decode(WEBP));
        assertThat(picture.width()).isEqualTo(1);
        assertThat(Pictures.read(picture.image()).getHeight()).isEqualTo(1);
    }

    @Test
    void doesNotEnlargeASmallOneAndKeepsItsShape() {
        Picture picture = Picture.of(Pictures.png(100, 50));
        assertThat(picture.width()).isEqualTo(100);
        assertThat(picture.height()).isEqualTo(50);
        Picture large = Picture.of(Pictures.png(4_000, 40));
        assertThat(large.width()).isEqualTo(1_600);
        assertThat(large.height()).isEqualTo(16);
    }

    @Test
    void refusesByItsHeadWhatWouldNotFitIntoMemory() {
        assertThatThrownBy(() -> Picture.of(Pictures.pngThatSays(60_000, 60_000))).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.code()).isEqualTo("photo-too-large"));
    }

    /** Whatever is in it: a picture or a refusal, never a failure; nor is a reader kept busy for minutes by a file that ends too early, as one was. */
    @Test
    @Timeout(60)
    void survivesBrokenFiles() {
        Random random = new Random(4);
        for (byte[] good : new byte[][] {Pictures.png(40, 30), Pictures.jpegOfACamera(40, 30, 6), Base64.getDecoder().decode(WEBP)}) {
            for (int i = 0; i < 300; i++) {
                byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(3) == 0 ? random.nextInt(good.length) : good.length);
                for (int n = 0; n < 3 && bad.length > 0; n++) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                try {
                    assertThat(Picture.of(bad).image()).isNotEmpty();
                } catch (Problem refusal) {
                    assertThat(refusal.status()).isEqualTo(422);
                }
            }
        }
    }
}
