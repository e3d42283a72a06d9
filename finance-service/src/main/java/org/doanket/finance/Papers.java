package org.doanket.finance;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.doanket.platform.http.Language;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.sheet.Sheets;

/** Reports that may be had as JSON, as a sheet or as a paper, by {@code Accept}; who asks for neither by name gets JSON. */
public final class Papers {

    private static final MediaType PDF = MediaType.valueOf(PdfDocument.TYPE);

    private Papers() {
    }

    /** What makes a sheet of a media type. */
    @FunctionalInterface
    public interface SheetOf {
        byte[] as(String type);
    }

    /** What writes a sheet of a media type as its rows come. */
    @FunctionalInterface
    public interface SheetTo {
        void write(String type, OutputStream out) throws IOException;
    }

    /** @param name of the file, without its ending */
    public static Response answer(HttpHeaders headers, String name, Supplier<?> json, SheetOf sheet, Supplier<byte[]> paper) {
        return answer(headers, name, json, paper, type -> {
            byte[] content = sheet.as(type);
            return out -> out.write(content);
        });
    }

    /** The same of a sheet of any length. */
    public static Response stream(HttpHeaders headers, String name, Supplier<?> json, SheetTo sheet, Supplier<byte[]> paper) {
        return answer(headers, name, json, paper, type -> out -> sheet.write(type, out));
    }

    /**
     * One that there is only as a paper, in the language asked for, else in that of the jurisdiction. Nobody keeps it on its way.
     *
     * @param asked the header Accept-Language
     * @param paper made before the number is looked at, for it may refuse what has none yet
     */
    public static Response printed(String asked, String jurisdiction, Function<Locale, byte[]> paper, String name, String number) {
        Locale language = asked == null || asked.isBlank() || asked.equals("*") ? Locale.forLanguageTag(jurisdiction.equals("cn") ? "zh" : "vi")
                : Language.negotiate(asked);
        return Response.ok(paper.apply(language)).header("Cache-Control", "no-store").header("Content-Language", language.toLanguageTag())
                .header("Content-Disposition", "inline; filename=\"" + name + "-" + number.replace('/', '-') + ".pdf\"").build();
    }

    private static Response answer(HttpHeaders headers, String name, Supplier<?> json, Supplier<byte[]> paper, Function<String, StreamingOutput> sheet) {
        if (wantsPaper(headers)) {
            return Response.ok(paper.get(), PDF).header("Content-Disposition", "inline; filename=\"" + name + ".pdf\"").build();
        }
        return Sheets.wanted(headers).map(type -> Sheets.answer(type, name, sheet.apply(type)))
                .orElseGet(() -> Response.ok(json.get(), MediaType.APPLICATION_JSON_TYPE).build());
    }

    /** Named before anything else that there is. */
    private static boolean wantsPaper(HttpHeaders headers) {
        MediaType first = headers.getAcceptableMediaTypes().get(0);
        return !first.isWildcardType() && !first.isWildcardSubtype() && first.isCompatible(PDF);
    }
}
