package org.doanket.servicemap.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.request.RequestView.Clock;
import org.doanket.servicemap.request.RequestView.Competence;
import org.doanket.servicemap.request.RequestView.Followed;
import org.doanket.servicemap.request.RequestView.Kind;
import org.doanket.servicemap.request.RequestView.Line;
import org.doanket.servicemap.request.RequestView.Paper;
import org.doanket.servicemap.request.RequestView.Step;
import org.doanket.servicemap.request.RequestView.Tally;
import org.doanket.servicemap.request.RequestView.Whole;

/** Requests for those who answer them, and by its link for who has asked. */
@ApplicationScoped
@Transactional
public class RequestQueries {

    private static final String IN_SCOPE = " FROM service_request r JOIN unit_ref u ON u.id = r.unit_id WHERE u.path >= ? AND u.path < ?";
    private static final String IS_OPEN = "r.state IN ('received', 'accepted')";
    private static final String ZONE = "CASE u.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END";
    private static final String TODAY = "(now() AT TIME ZONE " + ZONE + ")::date";

    private final AgroalDataSource dataSource;
    private final RequestVault vault;
    private final ObjectMapper json;

    RequestQueries(AgroalDataSource dataSource, RequestVault vault, ObjectMapper json) {
        this.dataSource = dataSource;
        this.vault = vault;
        this.json = json;
    }

    @Unscoped("what can be asked, and how soon it is answered, is public")
    public List<Kind> kinds(Locale language) {
        String label = switch (language.getLanguage()) {
            case "en" -> "label_en";
            case "zh" -> "label_zh";
            default -> "label_vi";
        };
        record Row(String code, String label, Clock clock) {
        }
        List<Row> rows = Sql.of("SELECT k.code, k." + label + " AS label, c.* FROM request_kind k JOIN request_clock c ON c.kind = k.code AND c.cancelled_at IS NULL "
                        + "ORDER BY k.position, c.jurisdiction, c.valid_from")
                .list(dataSource, row -> new Row(row.getString("code"), row.getString("label"), Clock.of(row)));
        return rows.stream().map(Row::code).distinct().map(code -> new Kind(code, rows.stream().filter(row -> row.code().equals(code)).findFirst()
                .orElseThrow().label(), rows.stream().filter(row -> row.code().equals(code)).map(Row::clock).toList())).toList();
    }

    Page<Line> list(UnitScope range, UUID only, String state, String kind, boolean lateOnly, PageRequest page) {
        Cursor after = page.after(1);
        Sql select = Sql.of("SELECT r.*" + IN_SCOPE, range.from(), range.to()).given(only, "AND r.unit_id = ?").given(state, "AND r.state = ?")
                .given(kind, "AND r.kind = ?").given(after == null ? null : after.uuid(0), "AND r.id < ?");
        if (lateOnly) {
            select.add("AND " + IS_OPEN + " AND (r.answer_by < " + TODAY + " OR r.state = 'received' AND r.accept_by < " + TODAY + ")");
        }
        return Page.cut(select.add("ORDER BY r.id DESC LIMIT ?", page.limit + 1).list(dataSource, RequestQueries::line), page.limit,
                line -> Cursor.of(line.id()));
    }

    Line line(UnitScope scope, UUID id) {
        return Sql.of("SELECT r.*" + IN_SCOPE, scope.from(), scope.to()).add("AND r.id = ?", id).first(dataSource, RequestQueries::line)
                .orElseThrow(() -> Problem.notFound("service-request"));
    }

    Whole whole(UnitScope scope, UUID id) {
        return Sql.of("SELECT r.*" + IN_SCOPE, scope.from(), scope.to()).add("AND r.id = ?", id).first(dataSource, row -> {
            FieldVault.Key key = vault.key(row.getBytes("wrapped"));
            return new Whole(line(row), row.getObject("member_id", UUID.class), open(key, "name", id, row), open(key, "contact", id, row),
                    open(key, "subject", id, row), open(key, "answer", id, row), open(key, "rating_note", id, row), papers(id), steps(id, key));
        }).orElseThrow(() -> Problem.notFound("service-request"));
    }

    /** Only within the transaction in which the link was presented. */
    @Unscoped("the link is the right: row-level security shows the one row that it is of, and nothing else")
    Followed followed(String link) {
        return Sql.of("SELECT r.*, u.name AS unit_name FROM service_request r JOIN unit_ref u ON u.id = r.unit_id WHERE r.link_hash = ?", vault.hash(link))
                .first(dataSource, row -> {
                    UUID id = row.getObject("id", UUID.class);
                    FieldVault.Key key = vault.key(row.getBytes("wrapped"));
                    return new Followed(row.getString("kind"), row.getObject("unit_id", UUID.class), row.getString("unit_name"), row.getString("state"),
                            instant(row, "received_at"), row.getObject("accept_by", LocalDate.class), row.getObject("answer_by", LocalDate.class),
                            open(key, "subject", id, row), open(key, "answer", id, row), row.getObject("rating", Integer.class), papers(id));
                }).orElseThrow(() -> Problem.notFound("service-request"));
    }

    List<Tally> tally(UnitScope range, UUID only, LocalDate from, LocalDate to) {
        return Sql.of("SELECT r.kind, count(*), count(r.answered_on), count(*) FILTER (WHERE r.answered_on <= r.answer_by), "
                        + "count(*) FILTER (WHERE r.state = 'withdrawn'), count(*) FILTER (WHERE " + IS_OPEN + "), count(*) FILTER (WHERE " + IS_OPEN
                        + " AND r.answer_by < " + TODAY + "), count(r.rating), round(avg(r.rating), 2)" + IN_SCOPE, range.from(), range.to())
                .given(only, "AND r.unit_id = ?").given(from, "AND (r.received_at AT TIME ZONE " + ZONE + ")::date >= ?")
                .given(to, "AND (r.received_at AT TIME ZONE " + ZONE + ")::date <= ?")
                .add("GROUP BY r.kind ORDER BY r.kind").list(dataSource, row -> new Tally(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4),
                        row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8), row.getObject(9) == null ? null : row.getDouble(9)));
    }

    @Unscoped("who answers what is public")
    public Page<Competence> competences(UUID unit, String kind, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Sql.of("SELECT * FROM request_competence WHERE cancelled_at IS NULL").given(unit, "AND unit_id = ?").given(kind, "AND kind = ?")
                .given(after == null ? null : after.uuid(0), "AND id > ?").add("ORDER BY id LIMIT ?", page.limit + 1)
                .list(dataSource, Competence::of), page.limit, each -> Cursor.of(each.id()));
    }

    @Unscoped("as above")
    public Competence competence(UUID id) {
        return Sql.of("SELECT * FROM request_competence WHERE id = ?", id).first(dataSource, Competence::of)
                .orElseThrow(() -> Problem.notFound("request-competence"));
    }

    private List<Step> steps(UUID request, FieldVault.Key key) {
        return Sql.of("SELECT s.*, coalesce(s.cause, n.plain) AS said, n.sealed FROM request_step s LEFT JOIN request_step_reason n ON n.step_id = s.id "
                + "WHERE s.request_id = ? ORDER BY s.id", request).list(dataSource, row -> new Step(row.getString("step"), row.getObject("unit_id", UUID.class),
                        row.getBytes("sealed") == null ? row.getString("said") : RequestVault.open(key, "step-" + row.getLong("id"), request, row.getBytes("sealed")),
                        instant(row, "at")));
    }

    private List<Paper> papers(UUID request) {
        return Sql.of("SELECT id, media_type, size, from_desk FROM request_attachment WHERE request_id = ? ORDER BY id", request).list(dataSource,
                row -> new Paper(row.getObject(1, UUID.class), row.getString(2), row.getInt(3), row.getBoolean(4)));
    }

    private static String open(FieldVault.Key key, String field, UUID id, ResultSet row) throws SQLException {
        return RequestVault.open(key, field, id, row.getBytes(field));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("asked_unit_id", UUID.class),
                row.getString("kind"), row.getString("administrative_unit"), row.getObject("point_id", UUID.class), row.getObject("member_id") != null,
                row.getString("state"), instant(row, "received_at"), row.getObject("accept_by", LocalDate.class), row.getObject("answer_by", LocalDate.class),
                instant(row, "accepted_at"), instant(row, "answered_at"), row.getObject("rating", Integer.class), row.getLong("version"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    void tell(@Observes PersonalData asked) {
        asked.read("serviceRequests", Sql.of("SELECT r.*, u.code AS unit_code FROM service_request r LEFT JOIN unit_ref u ON u.id = r.unit_id "
                + "WHERE r.member_id = ? ORDER BY r.id", asked.person()), this::own);
        asked.select("requestAttachments", """
                SELECT a.request_id AS request, a.id, a.media_type AS "mediaType", a.size, a.from_desk AS "fromDesk"
                  FROM service_request r JOIN request_attachment a ON a.request_id = r.id WHERE r.member_id = ? ORDER BY a.id""", asked.person());
    }

    private ObjectNode own(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        FieldVault.Key key = vault.key(row.getBytes("wrapped"));
        ObjectNode whole = json.createObjectNode().put("id", id.toString()).put("kind", row.getString("kind")).put("unitCode", row.getString("unit_code"))
                .put("administrativeUnit", row.getString("administrative_unit")).put("state", row.getString("state"))
                .put("receivedAt", text(row, "received_at")).put("acceptBy", row.getString("accept_by")).put("answerBy", row.getString("answer_by"))
                .put("acceptedAt", text(row, "accepted_at")).put("answeredAt", text(row, "answered_at")).put("rating", row.getObject("rating", Integer.class));
        for (String field : List.of("name", "contact", "subject", "answer", "rating_note")) {
            whole.put(field.equals("rating_note") ? "ratingNote" : field, open(key, field, id, row));
        }
        return whole;
    }

    private static String text(ResultSet row, String column) throws SQLException {
        Instant at = instant(row, column);
        return at == null ? null : at.toString();
    }
}
