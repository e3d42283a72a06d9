package org.doanket.membership.me;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.member.MemberQueries;
import org.doanket.membership.standing.StandingQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class OwnFileQueries {

    private final AgroalDataSource dataSource;
    private final MemberQueries members;
    private final StandingQueries standings;
    private final FieldVault vault;
    private final ObjectMapper json;
    private final Caller caller;

    OwnFileQueries(AgroalDataSource dataSource, MemberQueries members, StandingQueries standings, FieldVault vault, ObjectMapper json,
            Caller caller) {
        this.dataSource = dataSource;
        this.members = members;
        this.standings = standings;
        this.vault = vault;
        this.json = json;
        this.caller = caller;
    }

    public OwnFileView one(UnitScope scope, UUID member) {
        return select(scope, member).first(dataSource, row -> OwnFileView.of(row, vault)).orElseThrow(() -> Problem.notFound("member"));
    }

    /** The file whole, its history and the standing; what other features keep they add themselves. */
    void tell(@Observes PersonalData asked) {
        UnitScope scope = caller.scope();
        OwnFileView file = select(scope, asked.person()).first(dataSource, row -> OwnFileView.of(row, vault, true))
                .orElseThrow(() -> Problem.notFound("member"));
        asked.add("files", List.of(json.valueToTree(file)));
        asked.add("history", members.history(scope, asked.person()).stream().map(event -> json.<JsonNode>valueToTree(event)).toList());
        asked.add("standings", List.of(json.valueToTree(standings.of(scope, asked.person()))));
    }

    private static Sql select(UnitScope scope, UUID member) {
        // The columns' names are made of one of our three languages, never of what a client sent.
        String name = "name_" + Language.current().getLanguage();
        return Sql.of("SELECT m.*, c." + name + " AS category_name, s." + name + " AS status_name, u.code AS unit_code, u.name AS unit_name, "
                + "k.wrapped FROM member m JOIN member_category c ON c.code = m.category JOIN member_status s ON s.code = m.status "
                + "JOIN unit u ON u.id = m.unit_id LEFT JOIN person_key k ON k.person_id = m.id WHERE m.id = ? AND m.path >= ? AND m.path < ?",
                member, scope.from(), scope.to());
    }
}
