package org.doanket.servicemap.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.text.PDFTextStripper;
import org.doanket.servicemap.photo.OrientationView;
import org.doanket.servicemap.photo.Pictures;
import org.junit.jupiter.api.Test;

/** Whoever wrote, scanned or photographed it is called Kin here, wherever a file may say so. */
class BarePaperTest {

    private static final String KIN = "Tran Van Kin";
    private static final String TEXT = "Phieu luong thang 5";

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    private static PDDocument payslip() throws IOException {
        PDDocument document = new PDDocument();
        PDPage page = new PDPage(PDRectangle.A5);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.drawImage(JPEGFactory.createFromByteArray(document, Pictures.jpegOfACamera(80, 60, 1)), 50, 300);
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), 12);
            content.newLineAtOffset(50, 500);
            content.showText(TEXT);
            content.endText();
        }
        return document;
    }

    private static byte[] saved(PDDocument document) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        document.save(file);
        return file.toByteArray();
    }

    private static PDMetadata xmp(PDDocument document) throws IOException {
        return new PDMetadata(document, new ByteArrayInputStream(("<x:xmpmeta xmlns:x='adobe:ns:meta/'><creator>" + KIN + "</creator></x:xmpmeta>").getBytes(StandardCharsets.UTF_8)));
    }

    private static PDDocument ofKin() throws IOException {
        PDDocument document = payslip();
        document.getDocumentInformation().setAuthor(KIN);
        document.getDocumentInformation().setCustomMetadataValue("Company", "of " + KIN);
        document.getDocumentCatalog().setMetadata(xmp(document));
        PDPage page = document.getPage(0);
        page.setMetadata(xmp(document));
        COSDictionary kept = new COSDictionary();
        kept.setString("Owner", KIN);
        page.getCOSObject().setItem("PieceInfo", kept);
        PDAnnotationText note = new PDAnnotationText();
        note.setRectangle(new PDRectangle(10, 10, 20, 20));
        note.setTitlePopup(KIN);
        note.setContents("see here");
        PDAnnotationWidget field = new PDAnnotationWidget();
        field.setRectangle(new PDRectangle(40, 10, 20, 20));
        field.getCOSObject().setString(COSName.T, "amount");
        page.setAnnotations(Arrays.asList(note, field));
        return document;
    }

    @Test
    void aPdfSaysNothingOfWhoMadeItAndAllThatIsOnItsPages() throws IOException {
        byte[] sent;
        try (PDDocument document = ofKin()) {
            sent = saved(document);
        }
        byte[] bare = BarePdf.of(sent);
        assertThat(text(bare)).doesNotContain(KIN).doesNotContain("GPS").contains("amount").contains("see here");
        try (PDDocument document = Loader.loadPDF(bare)) {
            assertThat(document.getDocumentCatalog().getMetadata()).isNull();
            assertThat(document.getPage(0).getMetadata()).isNull();
            assertThat(document.getDocument().getTrailer().containsKey(COSName.INFO)).isFalse();
            assertThat(new PDFTextStripper().getText(document)).contains(TEXT);
            assertThat(document.getPage(0).getResources().getXObjectNames()).hasSize(1);
            assertThat(document.getPage(0).getAnnotations()).hasSize(2);
        }
        assertThat(text(BarePdf.of(bare))).as("and the same once more").doesNotContain(KIN);
    }

    @Test
    void whatAPdfWasBeforeItWasChangedIsInItNoMore() throws IOException {
        byte[] first;
        try (PDDocument document = ofKin()) {
            first = saved(document);
        }
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(first)) {
            document.getDocumentInformation().setAuthor("nobody");
            document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
            document.saveIncremental(second);
        }
        assertThat(second.size()).isGreaterThan(first.length);
        assertThat(text(BarePdf.of(second.toByteArray()))).doesNotContain(KIN).doesNotContain("nobody");
    }

    @Test
    void aPdfThatMayNotBeChangedIsReadAndOneThatOpensByAPasswordIsRefused() throws IOException {
        for (String toOpen : new String[] {"", "mở"}) {
            try (PDDocument document = ofKin()) {
                StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", toOpen, new AccessPermission());
                policy.setEncryptionKeyLength(128);
                policy.setPreferAES(true);
                document.protect(policy);
                byte[] sent = saved(document);
                if (toOpen.isEmpty()) {
                    byte[] bare = BarePdf.of(sent);
                    assertThat(text(bare)).doesNotContain(KIN).contains("see here");
                    try (PDDocument read = Loader.loadPDF(bare)) {
                        assertThat(read.isEncrypted()).isFalse();
                        assertThat(new PDFTextStripper().getText(read)).contains(TEXT);
                    }
                } else {
                    assertThatThrownBy(() -> BarePdf.of(sent)).isInstanceOf(IOException.class);
                }
            }
        }
    }

    /** What its pages hang on is packed together with so many blanks. */
    private static byte[] packed(int blanks) throws IOException {
        try (PDDocument document = payslip()) {
            document.getDocumentInformation().setCustomMetadataValue("Blanks", " ".repeat(blanks));
            return saved(document);
        }
    }

    @Test
    void aPdfThatUnpacksToFarMoreThanItSeemsIsRefused() throws IOException {
        byte[] good = packed(1_000);
        assertThat(text(good)).contains("/ObjStm");
        assertThat(text(BarePdf.of(good))).contains("/Catalog");
        byte[] bomb = packed(16 << 20);
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> BarePdf.of(bomb)).isInstanceOf(IOException.class);
    }

    private static void showsTheSame(byte[] one, byte[] other) {
        BufferedImage before = Pictures.read(one);
        BufferedImage after = Pictures.read(other);
        assertThat(after.getRGB(0, 0, after.getWidth(), after.getHeight(), null, 0, after.getWidth()))
                .isEqualTo(before.getRGB(0, 0, before.getWidth(), before.getHeight(), null, 0, before.getWidth()));
    }

    @Test
    void aPhotographKeepsItsPixelsAndHowItWasHeldAndNothingElse() throws IOException {
        byte[] camera = Pictures.jpegOfACamera(400, 300, 6);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.write(camera, 0, 2);
        sent.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) (2 + KIN.length())});
        sent.writeBytes(KIN.getBytes(StandardCharsets.US_ASCII));
        sent.write(camera, 2, camera.length - 2);
        sent.writeBytes(KIN.getBytes(StandardCharsets.US_ASCII));
        byte[] bare = BarePicture.jpeg(sent.toByteArray());
        assertThat(text(bare)).doesNotContain(KIN).doesNotContain("GPS");
        assertThat(OrientationView.of(bare)).isEqualTo(6);
        showsTheSame(camera, bare);
        assertThat(BarePicture.jpeg(bare)).isEqualTo(bare);
    }

    @Test
    void aPhotographThatIsSentCoarseFirstKeepsItsPixels() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ImageWriteParam coarseFirst = writer.getDefaultWriteParam();
        coarseFirst.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(sent)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(Pictures.read(Pictures.png(300, 200)), null, null), coarseFirst);
        }
        writer.dispose();
        showsTheSame(sent.toByteArray(), BarePicture.jpeg(sent.toByteArray()));
    }

    @Test
    void aPngKeepsItsPixelsAndNoWords() throws IOException {
        byte[] png = Pictures.png(60, 40);
        byte[] said = ("tEXtAuthor\0" + KIN).getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(said);
        ByteBuffer sent = ByteBuffer.allocate(png.length + said.length + 8);
        sent.put(png, 0, 33).putInt(said.length - 4).put(said).putInt((int) sum.getValue()).put(png, 33, png.length - 33);
        byte[] bare = BarePicture.png(sent.array());
        assertThat(text(bare)).doesNotContain(KIN);
        showsTheSame(png, bare);
    }

    @Test
    void ofBrokenFilesNoneFailsOtherwiseThanByBeingRefused() throws IOException {
        byte[] pdf;
        try (PDDocument document = ofKin()) {
            pdf = saved(document);
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] kind = i % 3 == 0 ? pdf : i % 3 == 1 ? Pictures.jpegOfACamera(40, 30, 3) : Pictures.png(40, 30);
            byte[] broken = Arrays.copyOf(kind, i % 2 == 0 ? kind.length : 10 + random.nextInt(kind.length - 10));
            for (int flips = 0; flips < 5; flips++) {
                broken[8 + random.nextInt(broken.length - 8)] = (byte) random.nextInt();
            }
            try {
                byte[] bare = i % 3 == 0 ? BarePdf.of(broken) : i % 3 == 1 ? BarePicture.jpeg(broken) : BarePicture.png(broken);
                assertThat(bare).as("seed %d", seed).isNotEmpty();
            } catch (IOException refused) {
                assertThat(refused).as("seed %d", seed).isNotNull();
            }
        }
    }
}
