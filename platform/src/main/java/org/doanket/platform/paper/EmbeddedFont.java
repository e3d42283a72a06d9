package org.doanket.platform.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * One face in one document, of which only the characters used are embedded. Each character has a number of its own, not that of its
 * glyph: several characters can share a glyph (the Chinese "one" and the radical "one"), and a reader must copy out the one that was written.
 */
final class EmbeddedFont {

    private static final List<String> TABLES = List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm", "gasp");
    private static final int PER_EM = 1_000;
    private static final int MOST_IN_A_BLOCK = 100;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Face face;
    private final TrueTypeFont font;
    private final CmapLookup characters;
    /** Code points in the order in which they came, numbered from 1. */
    private final Map<Integer, Integer> numbers = new LinkedHashMap<>();

    EmbeddedFont(Face face) {
        this.face = face;
        font = face.font();
        try {
            characters = font.getUnicodeCmapLookup();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    boolean has(int codePoint) {
        return characters.getGlyphId(codePoint) != 0;
    }

    /** In thousandths of the size. */
    int width(int codePoint) {
        try {
            return Math.round((float) font.getAdvanceWidth(characters.getGlyphId(codePoint)) * PER_EM / font.getUnitsPerEm());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Its number as a content stream writes it; a character that the face lacks becomes its empty box, and is copied out all the same. */
    String code(int codePoint) {
        return HEX.toHexDigits((char) (int) numbers.computeIfAbsent(codePoint, each -> numbers.size() + 1));
    }

    COSDictionary embed(PDDocument document) throws IOException {
        TTFSubsetter subsetter = new TTFSubsetter(font, TABLES);
        Set<Integer> glyphs = new LinkedHashSet<>();
        numbers.keySet().forEach(codePoint -> glyphs.add(characters.getGlyphId(codePoint)));
        subsetter.addGlyphIds(glyphs);
        Map<Integer, Integer> renumbered = new HashMap<>();
        subsetter.getGIDMap().forEach((now, before) -> renumbered.put(before, now));
        ByteArrayOutputStream subset = new ByteArrayOutputStream();
        subsetter.writeToStream(subset);
        String name = tag() + "+" + (face == Face.HAN ? "NotoSansSC" : "LiberationSerif");

        COSStream file = stream(document, subset.toByteArray());
        file.setInt(COSName.LENGTH1, subset.size());
        COSDictionary descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        descendant.setName(COSName.BASE_FONT, name);
        descendant.setItem(COSName.CIDSYSTEMINFO, identity());
        descendant.setItem(COSName.FONT_DESC, descriptor(name, file));
        descendant.setItem(COSName.W, widths());
        descendant.setItem(COSName.CID_TO_GID_MAP, stream(document, glyphsByNumber(renumbered)));

        COSDictionary whole = new COSDictionary();
        whole.setItem(COSName.TYPE, COSName.FONT);
        whole.setItem(COSName.SUBTYPE, COSName.TYPE0);
        whole.setName(COSName.BASE_FONT, name);
        whole.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        COSArray descendants = new COSArray();
        descendants.add(descendant);
        whole.setItem(COSName.DESCENDANT_FONTS, descendants);
        whole.setItem(COSName.TO_UNICODE, stream(document, toUnicode().getBytes(StandardCharsets.US_ASCII)));
        return whole;
    }

    private COSDictionary descriptor(String name, COSStream file) throws IOException {
        COSDictionary descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, name);
        descriptor.setInt(COSName.FLAGS, 4); // symbolic: the encoding is our own
        COSArray box = new COSArray();
        for (int edge : new int[] {font.getHeader().getXMin(), font.getHeader().getYMin(), font.getHeader().getXMax(), font.getHeader().getYMax()}) {
            box.add(COSInteger.get(perEm(edge)));
        }
        descriptor.setItem(COSName.FONT_BBOX, box);
        descriptor.setInt(COSName.ITALIC_ANGLE, face == Face.SERIF_ITALIC ? -16 : 0);
        descriptor.setInt(COSName.ASCENT, perEm(font.getHorizontalHeader().getAscender()));
        descriptor.setInt(COSName.DESCENT, perEm(font.getHorizontalHeader().getDescender()));
        descriptor.setInt(COSName.CAP_HEIGHT, perEm(font.getOS2Windows().getCapHeight()));
        descriptor.setInt(COSName.STEM_V, face == Face.SERIF_BOLD ? 140 : 80);
        descriptor.setItem(COSName.FONT_FILE2, file);
        return descriptor;
    }

    private int perEm(int units) throws IOException {
        return Math.round((float) units * PER_EM / font.getUnitsPerEm());
    }

    private static COSDictionary identity() {
        COSDictionary system = new COSDictionary();
        system.setString(COSName.REGISTRY, "Adobe");
        system.setString(COSName.ORDERING, "Identity");
        system.setInt(COSName.SUPPLEMENT, 0);
        return system;
    }

    private COSArray widths() {
        COSArray each = new COSArray();
        numbers.keySet().forEach(codePoint -> each.add(COSInteger.get(width(codePoint))));
        COSArray widths = new COSArray();
        widths.add(COSInteger.ONE);
        widths.add(each);
        return widths;
    }

    private byte[] glyphsByNumber(Map<Integer, Integer> renumbered) {
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(2 * (numbers.size() + 1)).putShort((short) 0);
        numbers.keySet().forEach(codePoint -> bytes.putShort((short) (int) renumbered.get(characters.getGlyphId(codePoint))));
        return bytes.array();
    }

    private String toUnicode() {
        StringBuilder map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        List<Map.Entry<Integer, Integer>> all = new ArrayList<>(numbers.entrySet());
        for (int from = 0; from < all.size(); from += MOST_IN_A_BLOCK) {
            List<Map.Entry<Integer, Integer>> block = all.subList(from, Math.min(all.size(), from + MOST_IN_A_BLOCK));
            map.append(block.size()).append(" beginbfchar\n");
            block.forEach(entry -> map.append('<').append(code(entry.getKey())).append("> <")
                    .append(HEX.formatHex(Character.toString(entry.getKey()).getBytes(StandardCharsets.UTF_16BE))).append(">\n"));
            map.append("endbfchar\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").toString();
    }

    /** Six letters that differ between subsets, as the format asks; the same for the same characters. */
    private String tag() {
        int hash = 31 * face.ordinal() + List.copyOf(numbers.keySet()).hashCode();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            letters.append((char) ('A' + Math.floorMod(hash, 26)));
            hash = Math.floorDiv(hash, 26);
        }
        return letters.toString();
    }

    static COSStream stream(PDDocument document, byte[] bytes) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(bytes);
        }
        return stream;
    }
}
