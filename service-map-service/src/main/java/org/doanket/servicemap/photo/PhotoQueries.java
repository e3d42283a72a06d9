package org.doanket.servicemap.photo;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.ServicePointQueries;
import org.doanket.servicemap.point.ServicePointView;

/** Pictures of a point, for whoever sees the point. */
@ApplicationScoped
@Transactional
@Unscoped("they ask for the point first, which is public or of the caller's subtree")
public class PhotoQueries {

    static final String COLUMNS = "id, point_id, width, height, length(image) AS bytes, added_at";

    private final AgroalDataSource dataSource;
    private final ServicePointQueries points;
    private final Caller caller;

    PhotoQueries(AgroalDataSource dataSource, ServicePointQueries points, Caller caller) {
        this.dataSource = dataSource;
        this.points = points;
        this.caller = caller;
    }

    /** @param tag of the picture, from which its thumbnail was made as well; @param isPublic whether its point is, and it may lie in anybody's cache */
    record Content(String tag, byte[] bytes, boolean isPublic) {
    }

    /** @throws Problem 404 where the caller sees no such point */
    List<PhotoView> of(UUID point) {
        require(point);
        return Sql.of("SELECT " + COLUMNS + " FROM service_point_photo WHERE point_id = ? ORDER BY id", point).list(dataSource, PhotoQueries::read);
    }

    /** @throws Problem 404 where the caller sees no such picture */
    Content content(UUID point, UUID photo, boolean isThumbnail) {
        boolean isPublic = require(point);
        return Sql.of("SELECT tag, " + (isThumbnail ? "thumbnail" : "image") + " FROM service_point_photo WHERE id = ? AND point_id = ?", photo, point)
                .first(dataSource, row -> new Content(row.getString(1) + (isThumbnail ? "-t" : ""), row.getBytes(2), isPublic))
                .orElseThrow(() -> Problem.notFound("service-point-photo"));
    }

    /** @return whether everybody sees it */
    private boolean require(UUID point) {
        ServicePointView shown = points.shownTo(caller, point).orElseThrow(() -> Problem.notFound("service-point"));
        // What was closed on the day on which it opened, as all that is withdrawn with its import, was perhaps never open to anybody.
        return shown.openedOn() != null && !shown.openedOn().equals(shown.closedOn());
    }

    static PhotoView read(ResultSet row) throws SQLException {
        return PhotoView.of(row.getObject("point_id", UUID.class), row.getObject("id", UUID.class), row.getInt("width"), row.getInt("height"),
                row.getInt("bytes"), row.getObject("added_at", OffsetDateTime.class).toInstant());
    }
}
