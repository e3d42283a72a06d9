package org.doanket.membership.charter;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Which posts applicants are asked for, by the rules of a jurisdiction on a day. */
@ApplicationScoped
@Transactional
public class PostQueries {

    /** @param name in the reader's language; {@code isBarred} whether who holds it is kept from being a member, by the rule that is cited */
    public record Post(String code, String name, boolean isBarred, String citation) {
    }

    private final AgroalDataSource dataSource;

    PostQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Unscoped("rules are the same for every unit")
    public List<Post> on(String jurisdiction, LocalDate day) {
        // The column's name is made of one of our three languages, never of what a client sent.
        return Sql.of("SELECT DISTINCT ON (code) code, name_" + Language.current().getLanguage() + ", is_barred, citation FROM barred_post_rule "
                + "WHERE jurisdiction = ? AND valid_from <= ? AND cancelled_at IS NULL ORDER BY code, valid_from DESC", jurisdiction, day)
                .list(dataSource, row -> new Post(row.getString(1), row.getString(2), row.getBoolean(3), row.getString(4)));
    }
}
