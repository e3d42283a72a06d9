package org.doanket.membership.body;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.doanket.membership.charter.CharterCommand;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleSetting;
import org.doanket.platform.sql.Sql;

/** Sets which bodies there are, and with which positions, for days to come; as other rules, at the top of the tree only. */
@ApplicationScoped
@Transactional
public class BodyRuleService {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;

    BodyRuleService(AgroalDataSource dataSource, DatedRules rules) {
        this.dataSource = dataSource;
        this.rules = rules;
    }

    /** A new kind is there with its code at once, so that it may be given positions, roles and sizes; a body may be of it from its day on. */
    public BodyRuleView.Kind set(BodyRuleCommand.SetKind command) {
        String jurisdiction = command.source().jurisdiction();
        RuleSetting<BodyRuleView.Kind> setting = named(rules.setting(BodyRuleView.Kind.TABLE, command.source()), command.name());
        List<String> levels = Sql.of("SELECT DISTINCT level FROM unit_kind_code WHERE jurisdiction = ?", jurisdiction).list(dataSource, row -> row.getString(1));
        for (int i = 0; i < command.levels().size(); i++) {
            setting.require(levels.contains(command.levels().get(i)), "/levels/" + i, "unknown-level");
        }
        if (setting.isSound()) {
            Sql.of("INSERT INTO body_kind_code (jurisdiction, code) VALUES (?, ?) ON CONFLICT DO NOTHING", jurisdiction, command.code()).run(dataSource);
        }
        return setting.with("code", command.code()).with("levels", command.levels().stream().distinct().toArray(String[]::new))
                .with("is_used", command.used()).set();
    }

    public BodyRuleView.Position set(BodyRuleCommand.SetPosition command) {
        String jurisdiction = command.source().jurisdiction();
        RuleSetting<BodyRuleView.Position> setting = named(rules.setting(BodyRuleView.Position.TABLE, command.source()), command.name())
                .require(Sql.of("SELECT 1 FROM body_kind_code WHERE jurisdiction = ? AND code = ?", jurisdiction, command.bodyKind())
                        .first(dataSource, row -> true).isPresent(), "/bodyKind", "unknown-body-kind");
        if (setting.isSound()) {
            Sql.of("INSERT INTO body_position_code (jurisdiction, body_kind, code) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", jurisdiction, command.bodyKind(),
                    command.code()).run(dataSource);
        }
        return setting.with("body_kind", command.bodyKind()).with("code", command.code()).with("is_single", command.single())
                .with("takes_seat", command.takesSeat()).with("rank", command.rank()).with("is_used", command.used()).set();
    }

    private static <V> RuleSetting<V> named(RuleSetting<V> setting, CharterCommand.Names names) {
        return setting.with("name_vi", names.vi()).with("name_en", names.en()).with("name_zh", names.zh());
    }
}
