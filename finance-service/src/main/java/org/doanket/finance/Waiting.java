package org.doanket.finance;

import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.doanket.platform.http.Created;

/** 202: nothing has happened yet, a second person has to agree; and where to look. */
public final class Waiting {

    public static final String PROPOSALS = "/finance/v1/entry-proposals/";

    private Waiting() {
    }

    /** @param collection path that the id goes on */
    public static Response at(String collection, UUID id, Object view) {
        return Created.later(collection + id, view);
    }
}
