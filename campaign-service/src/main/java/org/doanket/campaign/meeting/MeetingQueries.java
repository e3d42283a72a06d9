package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of meetings, their papers and who is invited. */
@ApplicationScoped
@Transactional
public class MeetingQueries {

    private static final String SELECT = "SELECT m.*, u.code AS unit_code, u.name AS unit_name, u.jurisdiction FROM meeting m JOIN unit_ref "
            + "u ON u.id = m.unit_id WHERE true";
    private static final String LATE = "coalesce(legal_day(u.jurisdiction, i.invited_at) > m.invite_by, false)";
    static final String INVITATIONS = "SELECT i.*, " + LATE + " AS late, CASE i.id WHEN m.chair THEN 'chair' WHEN m.secretary THEN 'secretary' END AS duty, "
            + "(SELECT min(l.read_at) FROM late_pass l WHERE l.invitation_id = i.id) AS pass_read_at "
            + "FROM invitation i JOIN meeting m ON m.id = i.meeting_id JOIN unit_ref u ON u.id = m.unit_id WHERE i.meeting_id = ?";

    /** Of a version of a paper, without what is in it. */
    static final String PAPER = "p.id, p.name, p.item, v.version, v.media_type, v.size, v.sha256, v.added_at";
    private static final String VERSIONS = "SELECT " + PAPER + " FROM meeting_paper p JOIN paper_version v ON v.paper_id = p.id "
            + "WHERE p.meeting_id = ? AND p.id = ?";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    MeetingQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /** What meetings are narrowed by. */
    public static class Filter extends ListFilter {

        @QueryParam("series")
        public UUID series;

        @QueryParam("state")
        @Pattern(regexp = MeetingCommand.STATE)
        public String state;

        @QueryParam("kind")
        @Pattern(regexp = MeetingCommand.KIND)
        public String kind;

        @QueryParam("from")
        public LocalDate from;

        @QueryParam("to")
        public LocalDate to;
    }

    public Page<MeetingView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Subtree.of(tree, scope, filter).narrow(Sql.of(SELECT)).given(filter.series, "AND m.series_id = ?")
                .given(filter.state, "AND m.state = ?").given(filter.kind, "AND m.kind = ?").given(filter.from, "AND legal_day(u.jurisdiction, m.starts_at) >= ?")
                .given(filter.to, "AND legal_day(u.jurisdiction, m.starts_at) <= ?")
                .given(filter.year, "AND extract(year FROM legal_day(u.jurisdiction, m.starts_at)) = ?")
                .given(filter.words(), "AND doanket.search_form(m.name) LIKE ?")
                .given(after == null ? null : after.uuid(0), "AND m.id < ?").add("ORDER BY m.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, MeetingView::of), page.limit, row -> Cursor.of(row.id()));
    }

    public MeetingView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND m.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to()).first(dataSource, MeetingView::of)
                .map(this::completed).orElseThrow(() -> Problem.notFound("meeting"));
    }

    public Page<MeetingView.Invitation> invitations(UnitScope scope, UUID meeting, PageRequest page) {
        one(scope, meeting);
        Cursor after = page.after(1);
        return Page.cut(Sql.of(INVITATIONS, meeting).given(after == null ? null : after.uuid(0), "AND i.id > ?")
                .add("ORDER BY i.id LIMIT ?", page.limit + 1).list(dataSource, MeetingView.Invitation::of), page.limit, row -> Cursor.of(row.id()));
    }

    public MeetingView.Invitation invitation(UnitScope scope, UUID meeting, UUID id) {
        one(scope, meeting);
        return Sql.of(INVITATIONS, meeting).add("AND i.id = ?", id).first(dataSource, MeetingView.Invitation::of)
                .orElseThrow(() -> Problem.notFound("invitation"));
    }

    /** All of them, one by one as they come. */
    public void attendance(UnitScope scope, UUID meeting, AttendanceSheet to) throws IOException {
        one(scope, meeting);
        Sql.of(INVITATIONS, meeting).add("AND NOT i.withdrawn ORDER BY i.organisation NULLS FIRST, i.capacity, i.name, i.id")
                .stream(dataSource, row -> to.row(MeetingView.Invitation.of(row), row.getString("duty")));
    }

    /** Everybody, for the minutes. */
    List<MeetingView.Invitation> everybody(UUID meeting) {
        return Sql.of(INVITATIONS, meeting).add("AND NOT i.withdrawn ORDER BY i.capacity, i.name, i.id").list(dataSource,
                MeetingView.Invitation::of);
    }

    /** The newest version of each. */
    public List<MeetingView.Paper> papers(UnitScope scope, UUID meeting) {
        one(scope, meeting);
        return Sql.of("SELECT DISTINCT ON (p.id) " + PAPER + " FROM meeting_paper p JOIN paper_version v ON v.paper_id = p.id "
                + "WHERE p.meeting_id = ? "
                + "ORDER BY p.id, v.version DESC", meeting).list(dataSource, MeetingView.Paper::of);
    }

    /** All versions of one, the newest first. */
    public Page<MeetingView.Paper> versions(UnitScope scope, UUID meeting, UUID paper, PageRequest page) {
        newest(scope, meeting, paper);
        Cursor after = page.after(1);
        return Page.cut(Sql.of(VERSIONS, meeting, paper).given(after == null ? null : after.number(0), "AND v.version < ?")
                .add("ORDER BY v.version DESC LIMIT ?", page.limit + 1).list(dataSource, MeetingView.Paper::of), page.limit,
                version -> Cursor.of(version.version()));
    }

    public MeetingView.Paper newest(UnitScope scope, UUID meeting, UUID paper) {
        one(scope, meeting);
        return Sql.of(VERSIONS, meeting, paper).add("ORDER BY v.version DESC LIMIT 1").first(dataSource, MeetingView.Paper::of)
                .orElseThrow(() -> Problem.notFound("meeting-paper"));
    }

    private MeetingView completed(MeetingView meeting) {
        List<MeetingView.Item> agenda = Sql.of("SELECT * FROM agenda_item WHERE meeting_id = ? ORDER BY position", meeting.id()).list(dataSource,
                row -> new MeetingView.Item(row.getInt("position"), row.getString("title"), row.getString("presenter"),
                        row.getObject("minutes", Integer.class), row.getString("notes")));
        return meeting.with(agenda, Sql.of("SELECT count(*) AS invited, count(*) FILTER (WHERE reply = 'accepted') AS accepted, "
                + "count(*) FILTER (WHERE reply = 'declined') AS declined, count(checked_in_at) AS present, count(*) FILTER (WHERE votes) AS voters, "
                + "count(checked_in_at) FILTER (WHERE votes) AS present_voters, count(organisation) AS guests, "
                + "count(checked_in_at) FILTER (WHERE organisation IS NOT NULL) AS present_guests, "
                + "count(*) FILTER (WHERE late) AS late FROM (").add(INVITATIONS, meeting.id()).add("AND NOT i.withdrawn) i")
                .first(dataSource, row -> MeetingView.Attendance.of(row.getInt("invited"), row.getInt("accepted"), row.getInt("declined"),
                        row.getInt("present"), row.getInt("voters"), row.getInt("present_voters"), meeting.quorumNum(), meeting.quorumDen(),
                        row.getInt("guests"), row.getInt("present_guests"), row.getInt("late"))).orElseThrow());
    }
}
