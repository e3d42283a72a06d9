package org.doanket.platform.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.doanket.platform.text.Nfc;

/**
 * A PDF in the making, page by page. Its letters are embedded and stay text: what is copied out is what was written, in NFC. The same
 * input gives the same bytes; {@code made} is the only time in it.
 */
public final class PdfDocument {

    public static final String TYPE = "application/pdf";

    private final String title;
    private final Locale language;
    private final Instant made;
    private final Map<Face, EmbeddedFont> fonts = new EnumMap<>(Face.class);
    private final List<PdfPage> pages = new ArrayList<>();

    public PdfDocument(String title, Locale language, Instant made) {
        this.title = Nfc.of(title);
        this.language = language;
        this.made = made;
    }

    /** In points, 72 to the inch. */
    public PdfPage page(double width, double height) {
        PdfPage page = new PdfPage(this, width, height);
        pages.add(page);
        return page;
    }

    List<PdfPage> pages() {
        return pages;
    }

    Locale language() {
        return language;
    }

    public byte[] finish() {
        try (PDDocument document = new PDDocument()) {
            CRC32 sum = new CRC32();
            COSDictionary shared = new COSDictionary();
            for (PdfPage each : pages) {
                PDPage page = new PDPage(new PDRectangle((float) each.width(), (float) each.height()));
                byte[] content = each.content().getBytes(StandardCharsets.US_ASCII);
                sum.update(content);
                page.getCOSObject().setItem(COSName.CONTENTS, EmbeddedFont.stream(document, content));
                page.getCOSObject().setItem(COSName.RESOURCES, resources(shared));
                document.addPage(page);
            }
            for (Map.Entry<Face, EmbeddedFont> font : fonts.entrySet()) {
                shared.setItem(COSName.getPDFName(nameOf(font.getKey())), font.getValue().embed(document));
            }
            describe(document);
            document.setDocumentId(sum.getValue());
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            document.save(file);
            return file.toByteArray();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private void describe(PDDocument document) throws IOException {
        document.setVersion(1.7f);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentInformation().setProducer("Doanket");
        document.getDocumentInformation().setCreationDate(GregorianCalendar.from(made.atZone(ZoneOffset.UTC)));
        document.getDocumentCatalog().setLanguage(language.toLanguageTag());
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
        PDMetadata metadata = new PDMetadata(document);
        metadata.importXMPMetadata(xmp().getBytes(StandardCharsets.UTF_8));
        document.getDocumentCatalog().setMetadata(metadata);
    }

    private String xmp() {
        String day = made.atOffset(ZoneOffset.UTC).withNano(0).toString();
        return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
                + "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
                + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"><dc:title><rdf:Alt>"
                + "<rdf:li xml:lang=\"x-default\">" + title.replace("&", "&amp;").replace("<", "&lt;") + "</rdf:li></rdf:Alt></dc:title>"
                + "<dc:language><rdf:Bag><rdf:li>" + language.toLanguageTag() + "</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>" + day
                + "</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
    }

    private static COSDictionary resources(COSDictionary fonts) {
        COSDictionary resources = new COSDictionary();
        resources.setItem(COSName.FONT, fonts);
        return resources;
    }

    static String nameOf(Face face) {
        return "F" + face.ordinal();
    }

    EmbeddedFont font(Face face) {
        return fonts.computeIfAbsent(face, EmbeddedFont::new);
    }

    /** The first that has the character: in a Chinese paper the Chinese face also for what it shares with the other, so that a line looks whole. */
    Face faceOf(int codePoint, Type type) {
        if (language.getLanguage().equals("zh")) {
            return font(Face.HAN).has(codePoint) || !font(type.face()).has(codePoint) ? Face.HAN : type.face();
        }
        return font(type.face()).has(codePoint) || !isEastAsian(codePoint) || !font(Face.HAN).has(codePoint) ? type.face() : Face.HAN;
    }

    /** From the radicals on; nothing below is worth reading the large face for. */
    private static boolean isEastAsian(int codePoint) {
        return codePoint >= 0x2E80;
    }

    /** How wide a text is, in points. */
    public double width(String text, Type type) {
        return Nfc.of(text).codePoints().mapToLong(each -> font(faceOf(each, type)).width(each)).sum() * type.size() / 1_000;
    }
}
