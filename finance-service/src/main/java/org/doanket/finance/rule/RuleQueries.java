package org.doanket.finance.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.rule.RuleView.ArrearsPhaseView;
import org.doanket.finance.rule.RuleView.DuesKindView;
import org.doanket.finance.rule.RuleView.DuesRuleView;
import org.doanket.finance.rule.RuleView.ExemptionView;
import org.doanket.finance.rule.RuleView.FigureView;
import org.doanket.finance.rule.RuleView.OwingView;
import org.doanket.finance.rule.RuleView.ParameterView;
import org.doanket.finance.rule.RuleView.SharingRatioView;
import org.doanket.platform.id.Ids;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Reads the rules: all rows, or those in force on a day. */
@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class RuleQueries {

    private final AgroalDataSource dataSource;

    RuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Page<DuesRuleView> duesRules(String jurisdiction, LocalDate on, PageRequest page) {
        return page("dues_rule", "jurisdiction, dues_kind, category", jurisdiction, on, false, page, DuesRuleView::of);
    }

    public Page<ParameterView> parameters(String jurisdiction, LocalDate on, PageRequest page) {
        return page("parameter", "jurisdiction, name, region", jurisdiction, on, false, page, ParameterView::of);
    }

    public Page<SharingRatioView> sharingRatios(String jurisdiction, LocalDate on, PageRequest page) {
        return page("sharing_ratio", "jurisdiction, stream, origin, level, employer_group, provisional", jurisdiction, on, true, page, SharingRatioView::of);
    }

    public Page<ExemptionView> exemptions(String jurisdiction, LocalDate on, PageRequest page) {
        return page("exemption_rule", "jurisdiction, reason, category", jurisdiction, on, true, page, ExemptionView::of);
    }

    public Page<OwingView> owing(String jurisdiction, LocalDate on, PageRequest page) {
        return page("owing_rule", "jurisdiction, status", jurisdiction, on, false, page, OwingView::of);
    }

    public Page<ArrearsPhaseView> arrearsPhases(String jurisdiction, LocalDate on, PageRequest page) {
        return page("arrears_phase", "jurisdiction, phase", jurisdiction, on, false, page, ArrearsPhaseView::of);
    }

    public Page<FigureView> figures(String jurisdiction, LocalDate on, PageRequest page) {
        return page("figure", "jurisdiction, name", jurisdiction, on, false, page, FigureView::of);
    }

    /** @return nothing where no rule of that name has begun */
    public Optional<FigureView> figureOn(String jurisdiction, String name, LocalDate day) {
        return Sql.of("SELECT * FROM figure_on(?, ?, ?)", jurisdiction, name, day).first(dataSource, FigureView::of);
    }

    FigureView figure(UUID id) {
        return one("figure", id, FigureView::of);
    }

    ArrearsPhaseView arrearsPhase(UUID id) {
        return one("arrears_phase", id, ArrearsPhaseView::of);
    }

    /** A few words for each jurisdiction, which have no dates. */
    public Page<DuesKindView> duesKinds(String jurisdiction, PageRequest page) {
        Cursor after = page.after(1);
        List<DuesKindView> rows = Sql.of("SELECT * FROM dues_kind WHERE true").given(jurisdiction, "AND jurisdiction = ?")
                .given(after == null ? null : after.uuid(0), "AND id > ?").add("ORDER BY id LIMIT ?", page.limit + 1)
                .list(dataSource, DuesKindView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    ExemptionView exemption(UUID id) {
        return one("exemption_rule", id, ExemptionView::of);
    }

    OwingView owing(UUID id) {
        return one("owing_rule", id, OwingView::of);
    }

    DuesKindView duesKind(UUID id) {
        return one("dues_kind", id, DuesKindView::of);
    }

    DuesRuleView duesRule(UUID id) {
        return one("dues_rule", id, DuesRuleView::of);
    }

    ParameterView parameter(UUID id) {
        return one("parameter", id, ParameterView::of);
    }

    SharingRatioView sharingRatio(UUID id) {
        return one("sharing_ratio", id, SharingRatioView::of);
    }

    public String currencyOf(String jurisdiction) {
        return Sql.of("SELECT currency FROM jurisdiction WHERE code = ?", jurisdiction)
                .first(dataSource, row -> row.getString(1)).orElseThrow();
    }

    boolean begins(String table, String jurisdiction, LocalDate day, String keyColumn, String key, String otherColumn, String other) {
        return Sql.of("SELECT 1 FROM " + table + " WHERE cancelled_at IS NULL AND jurisdiction = ? AND valid_from = ? AND "
                + keyColumn + " = ?", jurisdiction, day, key).given(other, "AND " + otherColumn + " = ?")
                .first(dataSource, row -> true).orElse(false);
    }

    boolean shareBegins(RuleCommand.SetSharingRatio set) {
        return Sql.of("SELECT 1 FROM sharing_ratio WHERE cancelled_at IS NULL AND jurisdiction = ? AND valid_from = ? AND stream = ? AND level = ? "
                + "AND employer_group = ? AND origin = ? AND provisional = ?", set.source().jurisdiction(), set.source().validFrom(), set.stream(),
                set.level() == null ? "" : set.level(), set.group() == null ? "" : set.group(), set.origin() == null ? "own" : set.origin(),
                Boolean.TRUE.equals(set.provisional())).first(dataSource, row -> true).orElse(false);
    }

    /** @return nothing if the word has a kind already */
    Optional<UUID> addDuesKind(RuleCommand.AddDuesKind command) {
        return Sql.of("INSERT INTO dues_kind (id, jurisdiction, word, kind, citation) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
                Ids.next(), command.jurisdiction(), command.word(), command.kind(), command.citation())
                .first(dataSource, row -> row.getObject(1, UUID.class));
    }

    /** In force is the latest row of its kind that has begun and was not cancelled: what {@code dues_of} takes, too. */
    private <T extends RuleView> Page<T> page(String table, String kind, String jurisdiction, LocalDate on, boolean ends, PageRequest page,
            Sql.RowReader<T> reader) {
        Cursor after = page.after(1);
        Sql sql = on == null ? Sql.of("SELECT * FROM " + table + " r WHERE true")
                : Sql.of("SELECT * FROM (SELECT DISTINCT ON (" + kind + ") * FROM " + table + " WHERE cancelled_at IS NULL "
                        + "AND valid_from <= ?", on).given(ends ? on : null, "AND (valid_to IS NULL OR valid_to > ?)")
                        .add("ORDER BY " + kind + ", valid_from DESC) r WHERE true");
        List<T> rows = sql.given(jurisdiction, "AND r.jurisdiction = ?")
                .given(after == null ? null : after.uuid(0), "AND r.id > ?")
                .add("ORDER BY r.id LIMIT ?", page.limit + 1).list(dataSource, reader);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    private <T> T one(String table, UUID id, Sql.RowReader<T> reader) {
        return Sql.of("SELECT * FROM " + table + " WHERE id = ?", id).first(dataSource, reader).orElseThrow();
    }
}
