package org.doanket.membership.charter;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleSetting;
import org.doanket.platform.sql.Sql;

/** Sets rules of membership for days to come; as other rules, at the top of the tree only. */
@ApplicationScoped
@Transactional
public class CharterService {

    private final AgroalDataSource dataSource;
    private final CharterQueries queries;
    private final DatedRules rules;

    CharterService(AgroalDataSource dataSource, CharterQueries queries, DatedRules rules) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
    }

    public CharterView.Admission set(CharterCommand.SetAdmission command) {
        return rules.setting(CharterView.Admission.TABLE, command.source())
                .require(queries.knowsCategory(command.category()), "/category", "unknown-category")
                .require(command.unitKind() == null || queries.knowsUnitKind(command.source().jurisdiction(), command.unitKind()), "/unitKind", "unknown-unit-kind")
                .with("category", command.category()).with("unit_kind", command.unitKind() == null ? "" : command.unitKind()).with("is_taken", command.taken()).set();
    }

    public CharterView.Status set(CharterCommand.SetStatus command) {
        RuleSetting<CharterView.Status> setting = rules.setting(CharterView.Status.TABLE, command.source())
                .require(queries.knowsStatus(command.status()), "/status", "unknown-status");
        for (int i = 0; i < command.fromStatuses().size(); i++) {
            setting.require(queries.knowsStatus(command.fromStatuses().get(i)), "/fromStatuses/" + i, "unknown-status");
        }
        return setting.with("status", command.status()).with("from_statuses", command.fromStatuses().stream().distinct().toArray(String[]::new))
                .with("needs_act", command.needsAct()).with("needs_reminder", command.needsReminder()).set();
    }

    public CharterView.OfficeRoles set(CharterCommand.SetOffice command) {
        return rules.setting(CharterView.OfficeRoles.TABLE, command.source())
                .require(queries.knowsOffice(command.source().jurisdiction(), command.bodyKind(), command.position(), command.level(),
                        command.source().validFrom()), "/position", "no-such-position")
                .with("body_kind", command.bodyKind()).with("position", command.position()).with("level", command.level())
                .with("roles", command.roles().stream().distinct().sorted().toArray(String[]::new)).set();
    }

    public CharterView.Reason set(CharterCommand.SetReason command) {
        return named(rules.setting(CharterView.Reason.TABLE, command.source()), "name_", command.name())
                .require(queries.knowsStatus(command.status()), "/status", "unknown-status").with("status", command.status()).with("code", command.code())
                .with("rank", command.rank()).with("is_used", command.used()).set();
    }

    public CharterView.Retention set(CharterCommand.SetRetention command) {
        return named(rules.setting(CharterView.Retention.TABLE, command.source()), "what_", command.what()).with("code", command.code())
                .with("months", command.months()).with("is_kept", command.kept()).set();
    }

    /** A new kind is there with its code at once, and with a name, so that a unit may be of it, from its day on. */
    public CharterView.UnitKind set(CharterCommand.SetUnitKind command) {
        String jurisdiction = command.source().jurisdiction();
        RuleSetting<CharterView.UnitKind> setting = named(rules.setting(CharterView.UnitKind.TABLE, command.source()), "name_", command.name())
                .require(queries.knowsCategory(command.defaultCategory()), "/defaultCategory", "unknown-category")
                .require(command.defaultDuesKind() == null || queries.knowsDuesKind(jurisdiction, command.defaultDuesKind()), "/defaultDuesKind", "unknown-dues-kind")
                .require(queries.knowsLevel(jurisdiction, command.level()), "/level", "unknown-level")
                .require(queries.level(jurisdiction, command.code()).orElse(command.level()).equals(command.level()), "/level", "level-stays");
        if (setting.isSound()) {
            Sql.of("INSERT INTO unit_kind_code (jurisdiction, code, level) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", jurisdiction, command.code(), command.level())
                    .run(dataSource);
        }
        return setting.with("code", command.code()).with("default_category", command.defaultCategory()).with("default_dues_kind", command.defaultDuesKind())
                .with("has_employer", command.hasEmployer()).with("is_used", command.used()).set();
    }

    public CharterView.NationalId set(CharterCommand.SetNationalId command) {
        return rules.setting(CharterView.NationalId.TABLE, command.source())
                .require(NumberPattern.NATIONAL_ID.of(command.pattern()).isPresent(), "/pattern", "bad-id-pattern").with("code", command.code())
                .with("pattern", command.pattern()).with("check_algorithm", command.checkAlgorithm()).with("is_used", command.used()).set();
    }

    public CharterView.CardNumber set(CharterCommand.SetCardNumber command) {
        return rules.setting(CharterView.CardNumber.TABLE, command.source())
                .require(NumberPattern.CARD.of(command.pattern()).isPresent(), "/pattern", "bad-card-pattern").with("code", command.code())
                .with("pattern", command.pattern()).with("is_used", command.used()).set();
    }

    public CharterView.BarredPost set(CharterCommand.SetBarredPost command) {
        return named(rules.setting(CharterView.BarredPost.TABLE, command.source()), "name_", command.name()).with("code", command.code())
                .with("is_barred", command.barred()).set();
    }

    public CharterView.Return set(CharterCommand.SetReturn command) {
        return rules.setting(CharterView.Return.TABLE, command.source())
                .require(queries.knowsStatus(command.formerStatus()), "/formerStatus", "unknown-status").with("former_status", command.formerStatus())
                .with("may_return", command.mayReturn()).with("years_count", command.yearsCount())
                .with("needs_act", !Boolean.FALSE.equals(command.needsAct()))
                .with("by_above", command.byAbove() == null ? command.formerStatus().equals("expelled") : command.byAbove()).set();
    }

    private static <V> RuleSetting<V> named(RuleSetting<V> setting, String columns, CharterCommand.Names names) {
        return setting.with(columns + "vi", names.vi()).with(columns + "en", names.en()).with(columns + "zh", names.zh());
    }
}
