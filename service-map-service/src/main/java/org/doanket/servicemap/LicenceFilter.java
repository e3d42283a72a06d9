package org.doanket.servicemap;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Licence and attribution go with every answer as a link (RFC 8288), since a tile or a list has no other place for them. */
@Provider
@OpenData
public class LicenceFilter implements ContainerResponseFilter {

    private final String link;

    LicenceFilter(Licence licence) {
        // RFC 8187: a header is ASCII, and whose work it is may be written in any letters.
        String title = URLEncoder.encode(licence.attribution(), StandardCharsets.UTF_8).replace("+", "%20");
        link = "<" + licence.address() + ">; rel=\"license\"; title*=UTF-8''" + title;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < 400) {
            response.getHeaders().add("Link", link);
        }
    }
}
