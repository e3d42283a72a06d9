package org.doanket.membership.founding;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.platform.error.Problem;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** The papers of a founding, put together from what is known of it. */
@ApplicationScoped
@Transactional
public class DossierQueries {

    private final AgroalDataSource dataSource;
    private final FoundingQueries foundings;
    private final FoundingService service;
    private final FoundingRules rules;

    DossierQueries(AgroalDataSource dataSource, FoundingQueries foundings, FoundingService service, FoundingRules rules) {
        this.dataSource = dataSource;
        this.foundings = foundings;
        this.service = service;
        this.rules = rules;
    }

    /** Those that can be written by now. */
    public List<FoundingView.Listing> list(UnitScope scope, UUID id, String language) {
        FoundingView founding = foundings.one(scope, id);
        Wording wording = Wording.of(founding.jurisdiction(), language);
        return Stream.concat(Dossier.PAPERS.stream(), Stream.of(Dossier.WHOLE)).filter(code -> isWhole(founding) || Dossier.EARLY.contains(code)).map(code -> new FoundingView.Listing(code, wording.text("title." + code, founding.name()),
                "/membership/v1/foundings/" + id + "/papers/" + code)).toList();
    }

    /** @param purpose for which national ids are needed whole; goes on the audit trail. Null: masked */
    public Paper paper(UnitScope scope, UUID id, String code, String language, String purpose) {
        FoundingView founding = foundings.one(scope, id);
        if (!Dossier.PAPERS.contains(code) && !code.equals(Dossier.WHOLE)) {
            throw Problem.notFound("paper");
        }
        if (!Dossier.EARLY.contains(code) && !isWhole(founding)) {
            throw FoundingProblems.paperTooEarly();
        }
        service.notePaper(founding, purpose);
        Wording wording = Wording.of(founding.jurisdiction(), language);
        return new Dossier(founding, foundings.open(id), founding.congress() == null ? null : rules.election(founding),
                labels(founding.jurisdiction(), wording.language()), wording, purpose != null,
                LocalDate.ofInstant(founding.changedAt(), Zones.of(founding.jurisdiction()))).paper(code);
    }

    private static boolean isWhole(FoundingView founding) {
        return founding.congress() != null && founding.meeting() != null;
    }

    private Map<String, String> labels(String jurisdiction, Locale language) {
        // The column's name is made of one of our three languages, never of what a client sent.
        String name = "name_" + language.getLanguage();
        Map<String, String> labels = new HashMap<>();
        Sql.of("SELECT code, " + name + " FROM unit_kind WHERE jurisdiction = ? UNION ALL SELECT 'body/' || code, " + name
                + " FROM body_kind WHERE jurisdiction = ? UNION ALL SELECT 'body/' || body_kind || '/' || code, " + name
                + " FROM body_position WHERE jurisdiction = ?", jurisdiction, jurisdiction, jurisdiction)
                .list(dataSource, row -> labels.put(row.getString(1), row.getString(2)));
        return labels;
    }
}
