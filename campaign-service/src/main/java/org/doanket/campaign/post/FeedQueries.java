package org.doanket.campaign.post;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** What everybody may read: approved, and its time has come. On the worker's login, for those who ask have no scope. */
@ApplicationScoped
@Unscoped("published to everybody")
public class FeedQueries {

    private static final int MOST = 100;
    private static final String SELECT = "SELECT p.*, u.name AS unit_name FROM post p JOIN unit_ref u ON u.id = p.unit_id WHERE p.state = 'approved' "
            + "AND p.publish_at <= now() AND u.path >= ? AND u.path < ?";

    private final AgroalDataSource worker;
    private final UnitTree tree;

    FeedQueries(@DataSource("worker") AgroalDataSource worker, UnitTree tree) {
        this.worker = worker;
        this.tree = tree;
    }

    UnitRef unit(UUID id) {
        return tree.find(id).orElseThrow(() -> Problem.notFound("unit"));
    }

    /** Of the unit, or of all below it too; the newest first. */
    List<PostView.Published> posts(UnitRef unit, boolean withBelow) {
        return published(unit, withBelow).add("ORDER BY p.publish_at DESC, p.id DESC LIMIT ?", MOST).list(worker, PostView.Published::of);
    }

    /** Events that are to come, or are over since less than three months: where there are too many, those to come and then those that were last. */
    List<PostView.Published> events(UnitRef unit, boolean withBelow) {
        return published(unit, withBelow).add("AND p.event_ends > now() - interval '3 months' ORDER BY p.event_ends < now(), "
                + "CASE WHEN p.event_ends < now() THEN now() - p.event_ends ELSE p.event_starts - now() END, p.id LIMIT ?", 5 * MOST)
                .list(worker, PostView.Published::of).stream().sorted(Comparator.comparing(PostView.Published::eventStarts)).toList();
    }

    private static Sql published(UnitRef unit, boolean withBelow) {
        UnitScope range = new UnitScope(unit.id(), unit.path());
        return Sql.of(SELECT, range.from(), range.to()).given(withBelow ? null : unit.id(), "AND u.id = ?");
    }
}
