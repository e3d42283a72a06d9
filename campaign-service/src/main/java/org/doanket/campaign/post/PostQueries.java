package org.doanket.campaign.post;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.campaign.word.WordCommand;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;
import org.doanket.platform.tree.UnitTree;

/** Reads of posts, channels and how far posts have reached. */
@ApplicationScoped
@Transactional
public class PostQueries {

    private static final String SELECT = "SELECT p.*, u.code AS unit_code, u.name AS unit_name, p.state = 'approved' AND p.publish_at <= now() AS published, "
            + "(SELECT coalesce(array_agg(c.channel_id ORDER BY c.channel_id), '{}') FROM post_use c WHERE c.post_id = p.id) AS channels "
            + "FROM post p JOIN unit_ref u ON u.id = p.unit_id WHERE true";
    private static final String CHANNELS = "SELECT c.*, u.code AS unit_code FROM post_channel c JOIN unit_ref u ON u.id = c.unit_id WHERE true";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    PostQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /** What posts are narrowed by. */
    public static class Filter extends ListFilter {

        @QueryParam("state")
        @Pattern(regexp = "draft|submitted|returned|approved|withdrawn")
        public String state;

        @QueryParam("channel")
        public UUID channel;

        /** Of a channel that it is for. */
        @QueryParam("kind")
        @Pattern(regexp = WordCommand.CODE)
        public String kind;
    }

    public Page<PostView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Subtree.of(tree, scope, filter).narrow(Sql.of(SELECT)).given(filter.state, "AND p.state = ?")
                .given(filter.channel, "AND EXISTS (SELECT FROM post_use x WHERE x.post_id = p.id AND x.channel_id = ?)")
                .given(filter.kind, "AND EXISTS (SELECT FROM post_use x JOIN post_channel c ON c.id = x.channel_id WHERE x.post_id = p.id AND c.kind = ?)")
                .given(filter.year, "AND extract(year FROM legal_day(u.jurisdiction, p.publish_at)) = ?")
                .given(filter.words(), "AND doanket.search_form(p.title || ' ' || p.body) LIKE ?")
                .given(after == null ? null : after.uuid(0), "AND p.id < ?").add("ORDER BY p.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, PostView::of), page.limit, row -> Cursor.of(row.id()));
    }

    public PostView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND p.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to()).first(dataSource, PostView::of)
                .map(post -> post.with(reach(id))).orElseThrow(() -> Problem.notFound("post"));
    }

    /** What channels are narrowed by: they are of no year. */
    public static class ChannelFilter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("scope")
        @Pattern(regexp = "unit|subtree")
        public String scope;

        @QueryParam("kind")
        @Pattern(regexp = WordCommand.CODE)
        public String kind;

        @QueryParam("state")
        @Pattern(regexp = "open|closed")
        public String state;

        @QueryParam("q")
        @Size(max = 100)
        public String q;
    }

    public Page<PostView.Channel> channels(UnitScope scope, ChannelFilter filter, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Subtree.of(tree, scope, filter.unit, filter.scope).narrow(Sql.of(CHANNELS)).given(filter.kind, "AND c.kind = ?")
                .given(filter.state == null ? null : filter.state.equals("closed"), "AND c.closed = ?")
                .given(SearchForm.containing(filter.q), "AND doanket.search_form(concat_ws(' ', c.name, c.address)) LIKE ?")
                .given(after == null ? null : after.uuid(0), "AND c.id > ?")
                .add("ORDER BY c.id LIMIT ?", page.limit + 1).list(dataSource, PostView.Channel::of), page.limit, row -> Cursor.of(row.id()));
    }

    public PostView.Channel channel(UnitScope scope, UUID id) {
        return Sql.of(CHANNELS + " AND c.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to()).first(dataSource, PostView.Channel::of)
                .orElseThrow(() -> Problem.notFound("post-channel"));
    }

    public List<PostView.OfKind> tally(UnitScope scope, UUID unit, String wanted, int year) {
        return Subtree.of(tree, scope, unit, wanted).narrow(Sql.of("SELECT c.kind, count(DISTINCT c.id) AS channels, count(DISTINCT p.id) AS posts, "
                + "coalesce(sum(r.reach), 0) AS reach, coalesce(sum(r.views), 0) AS views, coalesce(sum(r.reactions), 0) AS reactions, "
                + "coalesce(sum(r.comments), 0) AS comments, coalesce(sum(r.shares), 0) AS shares FROM post p JOIN unit_ref u ON u.id = p.unit_id "
                + "JOIN post_use x ON x.post_id = p.id JOIN post_channel c ON c.id = x.channel_id LEFT JOIN LATERAL (SELECT * FROM post_reach f "
                + "WHERE f.post_id = p.id AND f.channel_id = c.id ORDER BY f.day DESC LIMIT 1) r ON true WHERE p.state = 'approved' AND p.publish_at <= now() "
                + "AND extract(year FROM legal_day(u.jurisdiction, p.publish_at)) = ?", year)).add("GROUP BY c.kind ORDER BY c.kind").list(dataSource, row -> new PostView.OfKind(
                        row.getString("kind"), row.getInt("channels"), row.getInt("posts"), row.getLong("reach"), row.getLong("views"),
                        row.getLong("reactions"), row.getLong("comments"), row.getLong("shares")));
    }

    private List<PostView.Reach> reach(UUID post) {
        return Sql.of("SELECT DISTINCT ON (r.channel_id) r.*, c.kind, c.name FROM post_reach r JOIN post_channel c ON c.id = r.channel_id WHERE r.post_id = ? "
                + "ORDER BY r.channel_id, r.day DESC", post).list(dataSource, row -> new PostView.Reach(row.getObject("channel_id", UUID.class),
                        row.getString("kind"), row.getString("name"), row.getObject("day", LocalDate.class), row.getLong("reach"),
                        row.getObject("views", Long.class), row.getObject("reactions", Long.class), row.getObject("comments", Long.class),
                        row.getObject("shares", Long.class), row.getString("source")));
    }
}
