package org.doanket.servicemap.photo;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.Turns;

/** Takes pictures of service points in, and takes them away again. */
@ApplicationScoped
@Transactional
public class PhotoService {

    static final int MOST = 8;
    /** Unpacked pictures are large. */
    private static final Turns UNPACKING = new Turns(1, 20);

    private final AgroalDataSource dataSource;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    PhotoService(AgroalDataSource dataSource, AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Problem 404 no such point in the scope; 409 it has as many as it may; 422 no picture, or too large; 503 too many are sending */
    public PhotoView add(UUID point, byte[] sent) {
        lock(point);
        int there = Sql.of("SELECT count(*) FROM service_point_photo WHERE point_id = ?", point).first(dataSource, row -> row.getInt(1)).orElseThrow();
        if (there >= MOST) {
            throw PhotoProblems.tooMany(MOST);
        }
        Picture picture = UNPACKING.take(() -> Picture.of(sent));
        UUID id = Ids.next();
        return Sql.of("INSERT INTO service_point_photo (id, point_id, width, height, image, thumbnail, tag, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING "
                        + PhotoQueries.COLUMNS, id, point, picture.width(), picture.height(), picture.image(), picture.thumbnail(), tag(picture.image()),
                        clock.instant())
                .first(dataSource, PhotoQueries::read).orElseThrow();
    }

    /** @throws Problem 404 no such picture in the scope; 412 another one than was seen; 428 it is not said which */
    public void remove(UUID point, UUID photo, String ifMatch) {
        UUID unit = lock(point);
        String tag = Sql.of("SELECT tag FROM service_point_photo WHERE id = ? AND point_id = ?", photo, point).first(dataSource, row -> row.getString(1))
                .orElseThrow(() -> Problem.notFound("service-point-photo"));
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new Problem(428, "precondition-required");
        }
        if (!ifMatch.equals("*") && !ifMatch.equals('"' + tag + '"')) {
            throw new Problem(412, "stale", tag);
        }
        Sql.of("DELETE FROM service_point_photo WHERE id = ?", photo).run(dataSource);
        audit.record("photo-removed", "service-point-photo", photo, unit, null);
    }

    /** Of the point: two who add at once do not both find the last place free. @return its unit */
    private UUID lock(UUID point) {
        return Sql.of("SELECT unit_id FROM service_point WHERE id = ? AND path >= ? AND path < ? FOR UPDATE", point, caller.scope().from(), caller.scope().to())
                .first(dataSource, row -> row.getObject(1, UUID.class)).orElseThrow(() -> Problem.notFound("service-point"));
    }

    private static String tag(byte[] image) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image), 0, 12);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
