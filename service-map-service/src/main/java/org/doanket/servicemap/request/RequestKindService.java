package org.doanket.servicemap.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.rule.RuleSetting;
import org.doanket.platform.rule.RuleTable;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.Nfc;
import org.doanket.platform.time.Zones;
import org.doanket.servicemap.request.RequestView.KindEntry;

/** What can be asked, for all, and how soon it is answered, by jurisdiction: set at the top. */
@ApplicationScoped
@Transactional
public class RequestKindService {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;
    private final MergePatch mergePatch;
    private final AuditTrail audit;
    private final Clock clock;

    RequestKindService(AgroalDataSource dataSource, DatedRules rules, MergePatch mergePatch, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.mergePatch = mergePatch;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 403 not at the top; 409 its code or position is taken; 422 a clock that cannot be */
    public KindEntry add(RequestCommand.AddKind asked) {
        rules.requireTop();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < asked.clocks().size(); i++) {
            // Nobody has asked it yet: its first clock may begin today.
            if (asked.clocks().get(i).validFrom().isBefore(Zones.today(clock))) {
                faults.add(Fault.at("/clocks/" + i + "/validFrom", "bad-value"));
            }
        }
        Problem.refuse(faults);
        if (Sql.of("INSERT INTO request_kind (code, label_vi, label_en, label_zh, position) SELECT ?, ?, ?, ?, coalesce(?::int, max(position) + 10) FROM request_kind "
                + "ON CONFLICT DO NOTHING", asked.code(), Nfc.of(asked.labelVi()), Nfc.of(asked.labelEn()), Nfc.of(asked.labelZh()), asked.position())
                .run(dataSource) == 0) {
            throw Problem.conflict("legend-code-or-position-taken");
        }
        for (int i = 0; i < asked.clocks().size(); i++) {
            setting(RequestView.Clock.TABLE.backDated(), asked.code(), asked.clocks().get(i), "/clocks/" + i).set();
        }
        audit.record("request-kind-added", "request-kind", asked.code(), null, null);
        return entry(asked.code());
    }

    /** @throws Problem 403 not at the top; 404 no such kind; 409 another has that position; 412 it has changed meanwhile */
    public KindEntry edit(String code, String ifMatch, JsonNode patch) {
        rules.requireTop();
        Sql.of("SELECT FROM request_kind WHERE code = ? FOR UPDATE", code).run(dataSource);
        KindEntry now = entry(code);
        Revision.require(ifMatch, now.version());
        RequestCommand.EditKind edit = mergePatch.apply(new RequestCommand.EditKind(now.labelVi(), now.labelEn(), now.labelZh(), now.position()), patch);
        if (Sql.of("SELECT FROM request_kind WHERE position = ? AND code <> ?", edit.position(), code).first(dataSource, row -> true).isPresent()) {
            throw Problem.conflict("legend-code-or-position-taken");
        }
        Sql.of("UPDATE request_kind SET label_vi = ?, label_en = ?, label_zh = ?, position = ?, version = version + 1 WHERE code = ?", Nfc.of(edit.labelVi()), Nfc.of(edit.labelEn()),
                Nfc.of(edit.labelZh()), edit.position(), code).run(dataSource);
        audit.record("request-kind-changed", "request-kind", code, null, null);
        return entry(code);
    }

    /** @throws Problem 403 not at the top; 404 no such kind; 409 one begins that day; 422 answered before it is accepted, or a day not to come */
    public RequestView.Clock set(String code, RequestCommand.KindClock asked) {
        entry(code);
        return setting(RequestView.Clock.TABLE, code, asked, "").set();
    }

    public RequestView.Clock cancel(String code, UUID id, RuleCancellation asked) {
        return rules.cancel(RequestView.Clock.TABLE, clock(code, id).id(), asked);
    }

    /** @throws Problem 404 none of that kind */
    public RequestView.Clock clock(String code, UUID id) {
        if (Sql.of("SELECT FROM request_clock WHERE id = ? AND kind = ?", id, code).first(dataSource, row -> true).isEmpty()) {
            throw Problem.notFound("request-clock");
        }
        return rules.one(RequestView.Clock.TABLE, id);
    }

    private RuleSetting<RequestView.Clock> setting(RuleTable<RequestView.Clock> table, String code, RequestCommand.KindClock asked, String place) {
        return rules.setting(table, asked.jurisdiction(), asked.validFrom(), asked.citation(), asked.verified()).with("kind", code)
                .with("acceptance_days", asked.acceptanceDays()).with("answer_days", asked.answerDays())
                .require(asked.answerDays() >= asked.acceptanceDays(), place + "/answerDays", "bad-value");
    }

    /** As it is set, in all languages. @throws Problem 404 no such kind */
    public KindEntry entry(String code) {
        return Sql.of("SELECT * FROM request_kind WHERE code = ?", code).first(dataSource, row -> new KindEntry(row.getString("code"), row.getString("label_vi"),
                row.getString("label_en"), row.getString("label_zh"), row.getInt("position"), row.getLong("version"))).orElseThrow(() -> Problem.notFound("request-kind"));
    }
}
