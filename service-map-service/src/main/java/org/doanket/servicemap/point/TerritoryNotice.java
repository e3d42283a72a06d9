package org.doanket.servicemap.point;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.doanket.servicemap.territory.TerritoryQueries;

/** Says beside the answer that a place was taken without being held against an outline, for there is none. */
@ApplicationScoped
class TerritoryNotice {

    static final String HEADER = "Doanket-Notice";

    private final TerritoryQueries territories;

    TerritoryNotice(TerritoryQueries territories) {
        this.territories = territories;
    }

    Response on(Response answer, UUID unit, Position position) {
        if (territories.of(Set.of(unit)).get(unit).isUnknownAt(position.lat(), position.lon())) {
            answer.getHeaders().putSingle(HEADER, "territory-unknown");
        }
        return answer;
    }
}
