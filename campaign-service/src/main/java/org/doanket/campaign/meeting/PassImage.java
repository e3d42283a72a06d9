package org.doanket.campaign.meeting;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.image.QrImage;

/** A pass as JSON, or as a QR code where that is asked for before. */
final class PassImage {

    private PassImage() {
    }

    static Response answer(HttpHeaders headers, MeetingView.Pass pass) {
        MediaType first = headers.getAcceptableMediaTypes().get(0);
        Response.ResponseBuilder response = first.isWildcardType() || !first.getType().equals("image") ? Response.ok(pass, MediaType.APPLICATION_JSON_TYPE)
                : first.getSubtype().equals("png") ? Response.ok(QrImage.of(pass.pass()).png(), "image/png")
                : Response.ok(QrImage.of(pass.pass()).svg(), "image/svg+xml");
        return response.header("Cache-Control", "no-store").build();
    }
}
