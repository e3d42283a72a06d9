package org.doanket.membership;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.doanket.platform.sheet.SheetWriter;

/** Lists that may be had as a sheet too, by {@code Accept}; who does not ask for one by name gets JSON. */
public final class Sheets {

    private Sheets() {
    }

    /** The sheet that was asked for before JSON, if any. */
    public static Optional<String> wanted(HttpHeaders headers) {
        for (MediaType type : headers.getAcceptableMediaTypes()) {
            if (type.isWildcardType() || type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return Optional.empty();
            }
            if (type.isCompatible(MediaType.valueOf(SheetWriter.CSV))) {
                return Optional.of(SheetWriter.CSV);
            }
            if (type.isCompatible(MediaType.valueOf(SheetWriter.XLSX))) {
                return Optional.of(SheetWriter.XLSX);
            }
        }
        return Optional.empty();
    }

    public static Response answer(String type, String name, StreamingOutput body) {
        boolean csv = type.equals(SheetWriter.CSV);
        return Response.ok(body, csv ? type + ";charset=UTF-8" : type)
                .header("Content-Disposition", "attachment; filename=\"" + name + (csv ? ".csv" : ".xlsx") + "\"").build();
    }
}
