package org.doanket.membership.card;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Of these the 27th was not read while modules shared dots. */
class CardPictureTest {

    private static final int CARDS = 40;

    @Test
    void readersReadTheCodeOfEveryCard() {
        Random random = new Random(5);
        for (int i = 0; i < CARDS; i++) {
            byte[] signed = new byte[240 + random.nextInt(100)];
            random.nextBytes(signed);
            String statement = Base64.getUrlEncoder().encodeToString(signed);
            assertThatCode(() -> read(statement)).as("card %d", i).doesNotThrowAnyException();
        }
    }

    private static void read(String statement) throws Exception {
        CardView card = new CardView.Bearer(new UUID(0, 1), "DV-1", null, "Trần Thị Của Mình", new UUID(0, 2), "CS-1", "Công đoàn cơ sở", "vn", "worker", "Công nhân",
                LocalDate.parse("2020-05-01"), null, null).signed(LocalDate.parse("2027-05-01"), statement);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(CardPicture.png(CardPaper.pdf(card, Locale.forLanguageTag("vi"), Instant.EPOCH))));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        String read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)))).getText();
        if (!read.equals(statement)) {
            throw new AssertionError("another statement is read");
        }
    }
}
