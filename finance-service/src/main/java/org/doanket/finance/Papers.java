package org.doanket.finance;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
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

    /** @param name of the file, without its ending */
    public static Response answer(HttpHeaders headers, String name, Supplier<?> json, SheetOf sheet, Supplier<byte[]> paper) {
        if (wantsPaper(headers)) {
            return Response.ok(paper.get(), PDF).header("Content-Disposition", "inline; filename=\"" + name + ".pdf\"").build();
        }
        return Sheets.wanted(headers).map(type -> {
            byte[] content = sheet.as(type);
            return Sheets.answer(type, name, out -> out.write(content));
        }).orElseGet(() -> Response.ok(json.get(), MediaType.APPLICATION_JSON_TYPE).build());
    }

    /** Named before anything else that there is. */
    private static boolean wantsPaper(HttpHeaders headers) {
        MediaType first = headers.getAcceptableMediaTypes().get(0);
        return !first.isWildcardType() && !first.isWildcardSubtype() && first.isCompatible(PDF);
    }
}
