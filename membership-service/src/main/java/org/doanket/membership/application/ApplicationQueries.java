package org.doanket.membership.application;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.Nfc;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class ApplicationQueries {

    private static final String OPEN = "a.state IN ('received', 'returned')";
    private static final String NEVER = "9999-12-31";
    private static final String SELECT = "SELECT a.*, u.jurisdiction, "
            + OPEN + " AND EXISTS (SELECT FROM membership_of(a.national_id_index)) AS member_somewhere, "
            + "CASE WHEN " + OPEN + " THEN (SELECT m.id FROM member m WHERE m.national_id_index = a.national_id_index AND m.ended_on IS NULL "
            + "AND m.path >= ? AND m.path < ?) END AS member_in_scope, "
            + "(SELECT count(*) FROM application o WHERE o.national_id_index = a.national_id_index AND o.unit_id = a.unit_id "
            + "AND o.state IN ('received', 'returned')) AS applied FROM application a JOIN unit u ON u.id = a.unit_id WHERE ";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final ApplicationRules rules;
    private final ApplicantVault applicants;
    private final ObjectMapper json;

    ApplicationQueries(AgroalDataSource dataSource, UnitTree tree, ApplicationRules rules, ApplicantVault applicants, ObjectMapper json) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.rules = rules;
        this.applicants = applicants;
        this.json = json;
    }

    /** What a work list may be narrowed by: a unit with all below it. Without a state those that are open. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("state")
        @Pattern(regexp = "received|returned|admitted|transferred|refused|withdrawn")
        public String state;

        @QueryParam("channel")
        @Pattern(regexp = "online|paper")
        public String channel;

        @QueryParam("invitation")
        public UUID invitation;

        /** By which they were admitted. */
        @QueryParam("decisionNumber")
        @Size(max = 80)
        public String decisionNumber;

        /** Only those to which the answer should have been given by now. */
        @QueryParam("overdue")
        @DefaultValue("false")
        public boolean overdue;
    }

    /** The most urgent first. */
    public Page<ApplicationView> list(UnitScope scope, Filter filter, PageRequest page) {
        UnitScope range = filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path());
        Cursor after = page.after(2);
        Sql sql = Sql.of(SELECT + "u.path >= ? AND u.path < ?", scope.from(), scope.to(), range.from(), range.to())
                .add(filter.state == null && filter.decisionNumber == null ? "AND " + OPEN : "").given(filter.state, "AND a.state = ?").given(filter.channel, "AND a.channel = ?")
                .given(filter.invitation, "AND a.invitation_id = ?").given(Nfc.of(filter.decisionNumber), "AND a.decision_number = ?");
        if (filter.overdue) {
            sql.add("AND a.state = 'received' AND a.answer_due < CASE u.jurisdiction WHEN 'cn' THEN ?::date ELSE ?::date END", rules.today("cn"),
                    rules.today("vn"));
        }
        if (after != null) {
            sql.add("AND (coalesce(a.answer_due, date '" + NEVER + "'), a.id) > (?::date, ?)", after.text(0), after.uuid(1));
        }
        return Page.cut(sql.add("ORDER BY coalesce(a.answer_due, date '" + NEVER + "'), a.id LIMIT ?", page.limit + 1).list(dataSource, this::view),
                page.limit, row -> Cursor.of(row.answerDue() == null ? NEVER : row.answerDue(), row.id()));
    }

    public ApplicationView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + "a.id = ? AND u.path >= ? AND u.path < ?", scope.from(), scope.to(), id, scope.from(), scope.to())
                .first(dataSource, this::view).orElseThrow(() -> Problem.notFound("application"));
    }

    void tell(@Observes PersonalData asked) {
        asked.read("applications", Sql.of("SELECT a.* FROM application a WHERE a.member_id = ? ORDER BY a.id", asked.person()), row -> {
            ObjectNode whole = json.createObjectNode().put("state", row.getString("state")).put("channel", row.getString("channel"))
                    .put("receivedOn", row.getString("received_on")).put("consentVersion", row.getInt("consent_version"))
                    .put("consentAt", row.getString("consent_at")).put("consentProof", row.getString("consent_proof"))
                    .put("decisionNumber", row.getString("decision_number")).put("decisionDate", row.getString("decision_date"))
                    .put("reason", row.getString("reason"));
            whole.set("person", json.valueToTree(person(row)));
            return whole;
        });
    }

    private ApplicationView view(ResultSet row) throws SQLException {
        LocalDate today = rules.today(row.getString("jurisdiction"));
        return ApplicationView.of(row, person(row), today);
    }

    private ApplicationCommand.Person person(ResultSet row) throws SQLException {
        return applicants.open(row.getObject("id", UUID.class), row.getBytes("key"), row.getBytes("person"));
    }
}
