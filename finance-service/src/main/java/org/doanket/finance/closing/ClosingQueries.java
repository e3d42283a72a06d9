package org.doanket.finance.closing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.closing.ClosingView.Balance;
import org.doanket.finance.closing.ClosingView.Closing;
import org.doanket.finance.closing.ClosingView.Heir;
import org.doanket.finance.closing.ClosingView.Item;
import org.doanket.finance.closing.ClosingView.LateReceipt;
import org.doanket.finance.closing.ClosingView.Obstacle;
import org.doanket.finance.closing.ClosingView.Part;
import org.doanket.finance.closing.ClosingView.Rule;
import org.doanket.finance.closing.ClosingView.Step;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class ClosingQueries {

    private static final String CLOSINGS = "SELECT c.*, u.code AS unit_code, u.name AS unit_name FROM unit_closing c "
            + "JOIN unit_ref u ON u.id = c.unit_id WHERE u.path >= ? AND u.path < ?";
    private static final String ITEMS = "SELECT i.*, p.code AS part_code FROM closing_item i JOIN closing_part p ON p.no = i.part "
            + "JOIN unit_ref u ON u.id = i.unit_id WHERE u.path >= ? AND u.path < ? AND i.closing_id = ?";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    ClosingQueries(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    public Page<Closing> closings(UnitScope range, UUID only, String state, PageRequest page) {
        Cursor after = page.after(1);
        List<Closing> rows = Sql.of(CLOSINGS, range.from(), range.to()).given(only, "AND c.unit_id = ?").given(state, "AND c.state = ?")
                .given(after == null ? null : after.number(0), "AND c.no < ?")
                .add("ORDER BY c.no DESC LIMIT ?", page.limit + 1).list(dataSource, ClosingQueries::closing);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    /** With its steps, heirs, rules, and what stands in the way of undoing it. */
    public Closing one(UnitScope scope, UUID id, Locale language) {
        Closing closing = find(scope, id);
        String obstacles = Sql.of("SELECT obstacles FROM unit_closing WHERE id = ?", id)
                .first(dataSource, row -> Optional.ofNullable(row.getString(1)))
                .orElseThrow().orElse(null);
        return closing.with(steps(id, closing.state(), language), heirs(scope, id), obstacles(obstacles, language),
                rules(closing.endsOn(), language));
    }

    Closing find(UnitScope scope, UUID id) {
        return Sql.of(CLOSINGS, scope.from(), scope.to()).add("AND c.id = ?", id).first(dataSource, ClosingQueries::closing)
                .orElseThrow(() -> Problem.notFound("unit-closing"));
    }

    List<Heir> heirs(UnitScope scope, UUID id) {
        return Sql.of("SELECT h.*, n.name FROM closing_heir h JOIN unit_ref u ON u.id = h.unit_id JOIN unit_ref n ON n.id = h.heir_id "
                + "WHERE u.path >= ? AND u.path < ? AND h.closing_id = ? ORDER BY h.position", scope.from(), scope.to(), id)
                .list(dataSource, row -> new Heir(row.getObject("heir_id", UUID.class), row.getString("name"), row.getLong("members"),
                        row.getObject("parts", Long.class)));
    }

    @Unscoped("the rules of closings are the same for every unit")
    public List<Rule> rules(LocalDate on, Locale language) {
        return Sql.of("SELECT DISTINCT ON (code) *, text_" + column(language) + " AS text FROM closing_rule WHERE cancelled_at IS NULL AND valid_from <= ? "
                + "ORDER BY code, valid_from DESC", on).list(dataSource, row ->
                new Rule(row.getString("code"), row.getString("text"), row.getString("citation"), row.getBoolean("verified")));
    }

    public List<Balance> statement(UnitScope scope, UUID id, Locale language) {
        return Sql.of("SELECT b.*, a.name_" + column(language) + " AS name FROM closing_balance b JOIN account a ON a.code = b.account "
                + "JOIN unit_ref u ON u.id = b.unit_id WHERE u.path >= ? AND u.path < ? AND b.closing_id = ? "
                + "ORDER BY b.account COLLATE \"C\", b.currency", scope.from(), scope.to(), id).list(dataSource, row -> {
                    String currency = row.getString("currency");
                    return new Balance(row.getString("account"), row.getString("name"), new Money(row.getLong("opening"), currency),
                            new Money(row.getLong("debit"), currency), new Money(row.getLong("credit"), currency),
                            new Money(row.getLong("balance"), currency), new Money(row.getLong("later"), currency));
                });
    }

    public List<Part> parts(UnitScope scope, UUID id, Locale language) {
        return Sql.of("SELECT p.*, p.name_" + column(language) + " AS name, (SELECT count(*) FROM closing_item i JOIN unit_ref u ON u.id "
                + "= i.unit_id "
                + "WHERE u.path >= ? AND u.path < ? AND i.closing_id = ? AND i.part = p.no AND i.withdrawn_at IS NULL) AS items "
                + "FROM closing_part p ORDER BY p.no", scope.from(), scope.to(), id)
                .list(dataSource, row -> new Part(row.getInt("no"), row.getString("code"), row.getString("name"), row.getBoolean("by_hand"),
                        row.getString("citation"), row.getBoolean("verified"), row.getLong("items")));
    }

    /** @param part one of the seven, or null for all */
    public Page<Item> items(UnitScope scope, UUID id, String part, Locale language, PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = Sql.of(ITEMS, scope.from(), scope.to(), id).given(part, "AND p.code = ?");
        if (after != null) {
            sql.add("AND (i.part, i.no) > (?, ?)", after.number(0), after.number(1));
        }
        record Placed(long part, Item item) {
        }
        List<Placed> rows = sql.add("ORDER BY i.part, i.no LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new Placed(row.getLong("part"), item(row, language)));
        Page<Placed> cut = Page.cut(rows, page.limit, row -> Cursor.of(row.part(), row.item().no()));
        return new Page<>(cut.items().stream().map(Placed::item).toList(), cut.next());
    }

    public Optional<Item> item(UnitScope scope, UUID id, UUID item, Locale language) {
        return Sql.of(ITEMS, scope.from(), scope.to(), id).add("AND i.id = ?", item).first(dataSource, row -> item(row, language));
    }

    /**
     * Lines of the bank whose money was booked after the books had been handed over; those in suspense wait for who knows what they paid.
     */
    public Page<LateReceipt> lateReceipts(UnitScope scope, Closing closing, PageRequest page) {
        Cursor after = page.after(1);
        List<LateReceipt> rows = Sql.of("SELECT l.id, l.no, l.value_date, l.amount, l.currency, "
                + "CASE WHEN r.id IS NULL THEN 'suspense' WHEN r.amount = 0 THEN 'to-refund' WHEN EXISTS (SELECT FROM closing_late x "
                + "WHERE x.entry_no = e.no) THEN 'received' ELSE 'passed-on' END AS state FROM unit_closing c JOIN unit_ref u ON u.id = c.unit_id "
                + "JOIN bank_line l ON l.unit_id = c.unit_id JOIN journal_entry e ON e.kind = 'receipt' AND e.source = 'line ' || l.no "
                + "LEFT JOIN receipt r ON r.line_no = l.no WHERE u.path >= ? AND u.path < ? AND c.id = ? AND e.recorded_at > c.closed_at",
                scope.from(), scope.to(), closing.id()).given(after == null ? null : after.number(0), "AND l.no < ?")
                .add("ORDER BY l.no DESC LIMIT ?", page.limit + 1).list(dataSource, row -> new LateReceipt(row.getObject("id", UUID.class),
                        row.getLong("no"), row.getObject("value_date", LocalDate.class),
                        new Money(row.getLong("amount"), row.getString("currency")),
                        row.getString("state")));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    private List<Step> steps(UUID id, String state, Locale language) {
        record Done(int no, OffsetDateTime at, long rows) {
        }
        List<Done> done = Sql.of("SELECT no, done_at, rows FROM closing_step WHERE closing_id = ? ORDER BY no", id)
                .list(dataSource, row -> new Done(row.getInt(1), row.getObject(2, OffsetDateTime.class), row.getLong(3)));
        List<Step> steps = new ArrayList<>();
        for (ClosingStep step : ClosingStep.values()) {
            Done it = step.no() <= done.size() ? done.get(step.no() - 1) : null;
            boolean isNext = step.no() == done.size() + 1;
            String where = it != null ? "done" : !isNext || state.equals("waiting") || state.startsWith("und") ? "waiting"
                    : state.equals("running") ? "running" : state;
            steps.add(new Step(step.no(), step.word(), Messages.text(language, "closing-step." + step.word()), where,
                    it == null ? null : it.at(), it == null ? null : it.rows()));
        }
        return steps;
    }

    private List<Obstacle> obstacles(String text, Locale language) {
        if (text == null) {
            return null;
        }
        try {
            List<Obstacle> obstacles = new ArrayList<>();
            for (JsonNode each : json.readTree(text)) {
                Obstacle bare = json.treeToValue(each, Obstacle.class);
                obstacles.add(new Obstacle(bare.code(), Messages.text(language, "closing-obstacle." + bare.code()), bare.unit(),
                        bare.entry(),
                        bare.day(), bare.kept(), bare.taken()));
            }
            return obstacles;
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static Closing closing(ResultSet row) throws SQLException {
        LocalDate endsOn = row.getObject("ends_on", LocalDate.class);
        return new Closing(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("unit_id", UUID.class),
                row.getString("unit_code"),
                row.getString("unit_name"), endsOn, endsOn.minusDays(1), row.getString("state"), row.getString("share_method"),
                row.getString("shares_by"), row.getString("shares_approved_by"), row.getObject("job_id", UUID.class),
                row.getObject("learned_at", OffsetDateTime.class), row.getObject("closed_at", OffsetDateTime.class),
                row.getObject("undone_at", OffsetDateTime.class), null, null, null, null, row.getLong("version"));
    }

    private static Item item(ResultSet row, Locale language) throws SQLException {
        String what = row.getString("what");
        Long amount = row.getObject("amount", Long.class);
        return new Item(row.getObject("id", UUID.class), row.getLong("no"), row.getString("part_code"), what,
                Messages.text(language, "closing-item." + what), row.getString("ref"), row.getString("note"),
                row.getObject("quantity", Long.class),
                amount == null ? null : new Money(amount, row.getString("currency")), row.getString("entered_by"),
                row.getObject("entered_at", OffsetDateTime.class), row.getObject("withdrawn_at", OffsetDateTime.class),
                row.getString("withdrawn_why"));
    }

    private static String column(Locale language) {
        return switch (language.getLanguage()) {
            case "en" -> "en";
            case "zh" -> "zh";
            default -> "vi";
        };
    }
}
