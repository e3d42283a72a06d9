package org.doanket.servicemap.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.Nfc;
import org.doanket.platform.time.Zones;
import org.doanket.servicemap.request.RequestView.KindEntry;
import org.doanket.servicemap.rule.DatedRuleService;
import org.doanket.servicemap.rule.TakeBackCommand;

/** What can be asked, and how soon it is answered: set at the top, for all. */
@ApplicationScoped
@Transactional
public class RequestKindService {

    private final AgroalDataSource dataSource;
    private final DatedRuleService rules;
    private final MergePatch mergePatch;
    private final Clock clock;

    RequestKindService(AgroalDataSource dataSource, DatedRuleService rules, MergePatch mergePatch, Clock clock) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.mergePatch = mergePatch;
        this.clock = clock;
    }

    /** @throws Problem 400 a clock that cannot be; 403 not at the top; 409 its code or position is taken */
    public KindEntry add(RequestCommand.AddKind asked) {
        rules.requireTop();
        for (int i = 0; i < asked.clocks().size(); i++) {
            requireOrder(asked.clocks().get(i), "/clocks/" + i);
            // Nobody has asked it yet: its first clock may begin today.
            if (asked.clocks().get(i).validFrom().isBefore(Zones.today(clock))) {
                throw Problem.malformed(Fault.at("/clocks/" + i + "/validFrom", "bad-value"));
            }
        }
        if (Sql.of("INSERT INTO request_kind (code, label_vi, label_en, label_zh, position) SELECT ?, ?, ?, ?, coalesce(?::int, max(position) + 10) FROM request_kind "
                + "ON CONFLICT DO NOTHING", asked.code(), Nfc.of(asked.labelVi()), Nfc.of(asked.labelEn()), Nfc.of(asked.labelZh()), asked.position())
                .run(dataSource) == 0) {
            throw Problem.conflict("legend-code-or-position-taken");
        }
        asked.clocks().forEach(each -> insert(asked.code(), each));
        rules.tell("request-kind-added", asked.code());
        return entry(asked.code());
    }

    /** @throws Problem 403 not at the top; 404 no such kind; 409 another has that position */
    public KindEntry edit(String code, JsonNode patch) {
        rules.requireTop();
        Sql.of("SELECT FROM request_kind WHERE code = ? FOR UPDATE", code).run(dataSource);
        KindEntry now = entry(code);
        RequestCommand.EditKind edit = mergePatch.apply(new RequestCommand.EditKind(now.labelVi(), now.labelEn(), now.labelZh(), now.position()), patch);
        if (Sql.of("SELECT FROM request_kind WHERE position = ? AND code <> ?", edit.position(), code).first(dataSource, row -> true).isPresent()) {
            throw Problem.conflict("legend-code-or-position-taken");
        }
        Sql.of("UPDATE request_kind SET label_vi = ?, label_en = ?, label_zh = ?, position = ? WHERE code = ?", Nfc.of(edit.labelVi()), Nfc.of(edit.labelEn()),
                Nfc.of(edit.labelZh()), edit.position(), code).run(dataSource);
        rules.tell("request-kind-changed", code);
        return entry(code);
    }

    /** @throws Problem 400 answered before it is accepted; 403 not at the top; 404 no such kind; 409 one begins that day; 422 that day is not to come */
    public RequestView.Clock set(String code, RequestCommand.KindClock asked) {
        rules.requireTop();
        entry(code);
        requireOrder(asked, "");
        rules.requireToCome(asked.validFrom());
        insert(code, asked);
        rules.tell("request-clock-set", code + " " + asked.jurisdiction() + " " + asked.validFrom());
        return new RequestView.Clock(asked.jurisdiction(), asked.validFrom(), asked.acceptanceDays(), asked.answerDays(), asked.citation(), asked.verified());
    }

    /** @throws Problem 403 not at the top; 404 no such row; 409 it has begun */
    public void cancel(String code, String jurisdiction, LocalDate validFrom, TakeBackCommand asked) {
        rules.requireTop();
        rules.cancel("request_clock", asked.why(), code + " " + jurisdiction + " " + validFrom, "kind = ? AND jurisdiction = ? AND valid_from = ?", code,
                jurisdiction, validFrom);
    }

    private void insert(String code, RequestCommand.KindClock asked) {
        if (Sql.of("INSERT INTO request_clock (kind, jurisdiction, valid_from, acceptance_days, answer_days, citation, verified) VALUES (?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT DO NOTHING", code, asked.jurisdiction(), asked.validFrom(), asked.acceptanceDays(), asked.answerDays(), asked.citation(),
                asked.verified()).run(dataSource) == 0) {
            throw Problem.conflict("rule-exists", asked.validFrom());
        }
    }

    private static void requireOrder(RequestCommand.KindClock asked, String place) {
        if (asked.answerDays() < asked.acceptanceDays()) {
            throw Problem.malformed(Fault.at(place + "/answerDays", "bad-value"));
        }
    }

    private KindEntry entry(String code) {
        return Sql.of("SELECT * FROM request_kind WHERE code = ?", code).first(dataSource, row -> new KindEntry(row.getString("code"), row.getString("label_vi"),
                row.getString("label_en"), row.getString("label_zh"), row.getInt("position"))).orElseThrow(() -> Problem.notFound("request-kind"));
    }
}
