package org.doanket.testing.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that no office sends: broken sheets, archives that unpack to far too much, XML that asks for other files. */
final class Files {

    private static final String WORKBOOK = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
            + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    private static final String RELATIONS = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
            + "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    private static final String CELLS = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>%s</sheetData></worksheet>";
    private static final String LAUGHS = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"" + "ha".repeat(500) + "\"><!ENTITY c \"" + "&b;".repeat(500)
            + "\"><!ENTITY d \"" + "&c;".repeat(500) + "\">]>";
    private static final String OTHER_FILE = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>";

    private final SplittableRandom random;
    private final Nasty nasty;

    Files(SplittableRandom random, Nasty nasty) {
        this.random = random;
        this.nasty = nasty;
    }

    byte[] bad(String type, byte[] good) {
        if (good != null && random.nextInt(3) > 0) {
            return spoilt(good);
        }
        return switch (random.nextInt(type.contains("spreadsheet") ? 14 : 9)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, 0, (byte) 0xD8};
            case 2 -> bytes("a,b,c\n\u0000,\u0000,\u0000\n");
            case 3 -> bytes(("x,".repeat(5_000) + "\n").repeat(2));
            case 4 -> bytes("a;b\n\"open;\n" + "z".repeat(100_000));
            case 5 -> random(1_000);
            case 6 -> bytes(LAUGHS + "<Document><a>&d;</a></Document>");
            case 7 -> bytes(OTHER_FILE + "<Document><a>&b;</a></Document>");
            case 8 -> bytes("<Document>" + "<a>".repeat(50_000));
            case 9 -> zip("xl/worksheets/sheet1.xml", new byte[30_000_000]);
            case 10 -> zip("nothing.txt", bytes("nothing"));
            case 11 -> workbook(LAUGHS + CELLS.formatted("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&d;</t></is></c></row>"));
            case 12 -> workbook(CELLS.formatted("<row r=\"1\">" + cell("A1", "1e999999999") + cell("XFD1", "1e400") + "</row>"));
            default -> workbook(CELLS.formatted("<row r=\"" + nasty.text().replaceAll("[<>&\"\\p{Cntrl}]", "") + "\">" + cell("ZZZZZZ9", "x") + "</row>"));
        };
    }

    /** With one thing in it as it should not be. */
    private byte[] spoilt(byte[] good) {
        String text = new String(good, StandardCharsets.UTF_8);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 1 -> {
                byte[] spoilt = good.clone();
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
                yield spoilt;
            }
            default -> {
                List<String> cells = List.of(text.split("(?<=[,;\n<>])|(?=[,;\n<>])"));
                int at = random.nextInt(cells.size());
                yield bytes(String.join("", cells.subList(0, at)) + nasty.text() + String.join("", cells.subList(at + 1, cells.size())));
            }
        };
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String cell(String at, String value) {
        return "<c r=\"" + at + "\"><v>" + value + "</v></c>";
    }

    private static byte[] workbook(String sheet) {
        return zip("xl/workbook.xml", bytes(WORKBOOK), "xl/_rels/workbook.xml.rels", bytes(RELATIONS), "xl/worksheets/sheet1.xml", bytes(sheet));
    }

    private static byte[] zip(Object... namesAndContents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
