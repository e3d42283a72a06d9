package org.doanket.finance.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.rule.RuleView.DuesKindView;
import org.doanket.finance.rule.RuleView.FigureView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Figures that hold on a day, the words for kinds of dues, and the money of a jurisdiction. */
@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class RuleQueries {

    private final AgroalDataSource dataSource;

    RuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @return nothing where no rule of that name has begun */
    public Optional<FigureView> figureOn(String jurisdiction, String name, LocalDate day) {
        return Sql.of("SELECT * FROM figure_on(?, ?, ?)", jurisdiction, name, day).first(dataSource, FigureView::of);
    }

    /** A few words for each jurisdiction, which have no dates. */
    public Page<DuesKindView> duesKinds(String jurisdiction, PageRequest page) {
        Cursor after = page.after(1);
        List<DuesKindView> rows = Sql.of("SELECT * FROM dues_kind WHERE true").given(jurisdiction, "AND jurisdiction = ?")
                .given(after == null ? null : after.uuid(0), "AND id > ?").add("ORDER BY id LIMIT ?", page.limit + 1)
                .list(dataSource, DuesKindView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    DuesKindView duesKind(UUID id) {
        return Sql.of("SELECT * FROM dues_kind WHERE id = ?", id).first(dataSource, DuesKindView::of).orElseThrow(() -> Problem.notFound("dues-kind"));
    }

    public String currencyOf(String jurisdiction) {
        return Sql.of("SELECT currency FROM jurisdiction WHERE code = ?", jurisdiction)
                .first(dataSource, row -> row.getString(1)).orElseThrow();
    }

    /** @return nothing if the word has a kind already */
    Optional<UUID> addDuesKind(RuleCommand.AddDuesKind command) {
        return Sql.of("INSERT INTO dues_kind (id, jurisdiction, word, kind, citation) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
                Ids.next(), command.jurisdiction(), command.word(), command.kind(), command.citation())
                .first(dataSource, row -> row.getObject(1, UUID.class));
    }
}
