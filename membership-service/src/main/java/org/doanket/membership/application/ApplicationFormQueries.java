package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.doanket.membership.consent.ConsentQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** What a code shows. */
@ApplicationScoped
@Transactional
@Unscoped("public: of one invitation, or one's own application, to whoever has its code")
public class ApplicationFormQueries {

    private static final List<ApplicationFormView.Field> FIELDS = List.of(field("fullName", true, 200), field("birthDate", true, 10),
            field("sex", true, 6), field("nationalId", true, 30), field("phone", true, 30), field("email", false, 200),
            field("position", false, 200), field("category", true, 40), field("contractFrom", false, 10),
            field("contractTo", false, 10), field("post", false, 50));

    private final AgroalDataSource dataSource;
    private final Stranger stranger;
    private final ApplicationRules rules;
    private final ConsentQueries consents;

    ApplicationFormQueries(AgroalDataSource dataSource, Stranger stranger, ApplicationRules rules, ConsentQueries consents) {
        this.dataSource = dataSource;
        this.stranger = stranger;
        this.rules = rules;
        this.consents = consents;
    }

    public ApplicationFormView form(String code) {
        stranger.invited(code);
        Invitation invitation = Invitation.SELECT.get().add("WHERE i.code = ?", code).first(dataSource, Invitation::of)
                .orElseThrow(() -> Problem.notFound("application-invitation"));
        UnitRef unit = rules.livingUnit(invitation.unitId());
        LocalDate today = rules.today(unit.jurisdiction());
        return new ApplicationFormView(unit.name(), unit.jurisdiction(), invitation.opensOn(), invitation.closesOn(), invitation.isOpen(today),
                FIELDS.stream().map(field -> new ApplicationFormView.Field(field.name(), Messages.text(Language.current(), "field." + field.name()),
                        field.required(), field.longest())).toList(),
                rules.taken(unit, today), rules.posts(unit, today).stream().map(post -> new ApplicationFormView.Post(post.code(), post.name())).toList(),
                consents.wording(ApplicationRules.PURPOSE).orElseThrow());
    }

    public ApplicationFormView.Progress progress(String receipt) {
        byte[] index = stranger.applied(receipt);
        return Sql.of("SELECT a.*, u.name AS unit_name FROM application a JOIN unit u ON u.id = a.unit_id WHERE a.receipt_index = ?", (Object) index)
                .first(dataSource, ApplicationFormView.Progress::of).orElseThrow(() -> Problem.notFound("application"));
    }

    private static ApplicationFormView.Field field(String name, boolean required, int longest) {
        return new ApplicationFormView.Field(name, null, required, longest);
    }
}
