package org.doanket.servicemap.request;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.io.RandomAccessStreamCache;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * A PDF with its pages and without what it says of itself: who wrote it, when and with what (the information of the document, XMP anywhere in it), what programs keep in it for
 * themselves, who made its notes, what its pictures say of themselves, and what was in it before it was last changed.
 */
final class BarePdf {

    /** Not told of a page but of whoever or whatever made it. */
    private static final List<COSName> TOLD = List.of(COSName.METADATA, COSName.getPDFName("PieceInfo"), COSName.getPDFName("LastModified"));
    private static final List<COSName> TOLD_OF_A_NOTE = List.of(COSName.T, COSName.M, COSName.getPDFName("CreationDate"));
    private static final COSName FIELD = COSName.getPDFName("Widget");
    /** Of what the parts of the file are packed in, which has to be unpacked to find them: pages and pictures stay packed. */
    private static final long MOST_UNPACKED = 4 << 20;
    /** A row to unpack by is held in memory. */
    private static final int MOST_COLUMNS = 10_000;

    private BarePdf() {
    }

    /** @throws IOException where it is broken, opens with a password only, or is far larger than it looks */
    static byte[] of(byte[] sent) throws IOException {
        Wary parser = new Wary(sent);
        try (PDDocument document = parser.parse()) {
            COSDictionary trailer = document.getDocument().getTrailer();
            trailer.removeItem(COSName.INFO);
            trailer.removeItem(COSName.ID);
            strip(trailer);
            document.setAllSecurityToBeRemoved(true);
            ByteArrayOutputStream bare = new ByteArrayOutputStream(sent.length);
            // Packing goes into the depth.
            document.save(bare, CompressParameters.NO_COMPRESSION);
            if (parser.isRefused) {
                throw new IOException("not all of it can be unpacked");
            }
            return bare.toByteArray();
        } catch (RuntimeException | StackOverflowError broken) {
            // Of a broken file any step may fail in any way.
            throw new IOException(broken);
        }
    }

    /** All that is left hangs on the trailer; step by step and not into the depth, which others choose. */
    private static void strip(COSDictionary trailer) throws IOException {
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSBase> ahead = new ArrayDeque<>(List.of(trailer));
        while (!ahead.isEmpty()) {
            COSBase next = ahead.pop();
            COSBase value = next instanceof COSObject reference ? reference.getObject() : next;
            if (value instanceof COSDictionary dictionary && seen.add(dictionary)) {
                strip(dictionary, TOLD);
                if (dictionary.containsKey(COSName.SUBTYPE) && dictionary.containsKey(COSName.RECT) && !FIELD.equals(dictionary.getCOSName(COSName.SUBTYPE))) {
                    strip(dictionary, TOLD_OF_A_NOTE);
                }
                if (dictionary instanceof COSStream stream && COSName.DCT_DECODE.equals(only(stream.getFilters()))) {
                    strip(stream);
                }
                ahead.addAll(dictionary.getValues());
            } else if (value instanceof COSArray array && seen.add(array)) {
                array.forEach(item -> {
                    if (item != null) {
                        ahead.add(item);
                    }
                });
            }
        }
    }

    /** The one of a list of one. */
    private static COSBase only(COSBase given) {
        return given instanceof COSArray several && several.size() == 1 ? several.getObject(0) : given;
    }

    private static void strip(COSDictionary dictionary, List<COSName> keys) {
        keys.forEach(dictionary::removeItem);
    }

    /** A picture as a camera made it; one that is broken stays as it is. */
    private static void strip(COSStream stream) throws IOException {
        byte[] bare;
        try (InputStream in = stream.createRawInputStream()) {
            bare = BarePicture.jpeg(in.readAllBytes(), new byte[0]);
        } catch (IOException broken) {
            return;
        }
        try (OutputStream out = stream.createRawOutputStream()) {
            out.write(bare);
        }
    }

    /** Unpacks no more than there is room for: of a few bytes, packed cunningly, become gigabytes. */
    private static final class Wary extends PDFParser {

        private final RandomAccessStreamCache cache = IOUtils.createMemoryOnlyStreamCache().create();
        private long unpacked;
        private boolean isRefused;

        Wary(byte[] sent) throws IOException {
            super(new RandomAccessReadBuffer(sent));
            document = new COSDocument(IOUtils.createMemoryOnlyStreamCache(), this) {
                @Override
                public COSStream createCOSStream(COSDictionary dictionary, long from, long length) throws IOException {
                    COSStream stream = new Measured(createRandomAccessReadView(from, length));
                    dictionary.forEach(stream::setItem);
                    stream.setKey(dictionary.getKey());
                    return stream;
                }
            };
        }

        private final class Measured extends COSStream {

            Measured(RandomAccessReadView packed) throws IOException {
                super(cache, packed);
            }

            @Override
            public RandomAccessRead createView() throws IOException {
                measure();
                return super.createView();
            }

            @Override
            public COSInputStream createInputStream(DecodeOptions options) throws IOException {
                measure();
                return super.createInputStream(options);
            }

            private void measure() throws IOException {
                COSBase filter = only(getFilters());
                if (filter == null || filter instanceof COSArray none && none.size() == 0) {
                    return;
                }
                COSBase parameters = only(getDictionaryObject(COSName.DECODE_PARMS, COSName.DP));
                if (!COSName.FLATE_DECODE.equals(filter) || parameters instanceof COSDictionary rows && rows.getInt(COSName.COLUMNS, 1) > MOST_COLUMNS) {
                    throw refused();
                }
                try (InputStream packed = createRawInputStream()) {
                    count(packed);
                }
            }

            /** As the library does, whatever the first two bytes say. */
            private void count(InputStream packed) throws IOException {
                Inflater inflater = new Inflater(true);
                byte[] some = new byte[8_192];
                try {
                    packed.skipNBytes(2);
                    InputStream in = new InflaterInputStream(packed, inflater);
                    for (int read = in.read(some); read >= 0; read = in.read(some)) {
                        unpacked += read;
                        if (unpacked > MOST_UNPACKED) {
                            throw refused();
                        }
                    }
                } catch (ZipException | EOFException broken) {
                    // So far it can be unpacked.
                } finally {
                    inflater.end();
                }
            }
        }

        /** The parser forgives it, and would leave out what it cannot read. */
        private IOException refused() {
            isRefused = true;
            return new IOException("too much is packed in it");
        }
    }
}
