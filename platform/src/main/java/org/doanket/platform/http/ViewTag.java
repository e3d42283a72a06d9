package org.doanket.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.doanket.platform.page.Page;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** The {@code ETag} of a single resource that is never written under {@code If-Match}, and so has no version to tell: weak, of what the answer says. */
class ViewTag {

    private final ObjectMapper json;

    @Inject
    ViewTag(ObjectMapper json) {
        this.json = json;
    }

    @ServerResponseFilter
    void tag(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        if (!request.getMethod().equals("GET") || response.getStatus() != 200 || !(response.getEntity() instanceof Record view) || view instanceof Page
                || response.getHeaders().containsKey("ETag") || !MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType())) {
            return;
        }
        byte[] body = json.writeValueAsBytes(view);
        String tag = "W/\"" + digest(body) + "\"";
        response.getHeaders().putSingle("ETag", tag);
        if (isKnown(request.getHeaders().get("If-None-Match"), tag)) {
            response.setStatus(304);
            response.setEntity(null);
        } else {
            response.setEntity(body, new Annotation[0], MediaType.APPLICATION_JSON_TYPE); // written once
        }
    }

    private static boolean isKnown(List<String> ifNoneMatch, String tag) {
        return ifNoneMatch != null && ifNoneMatch.stream().flatMap(each -> Arrays.stream(each.split(","))).map(String::strip)
                .anyMatch(each -> each.equals(tag) || each.equals("*") || ("W/" + each).equals(tag));
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 12);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
