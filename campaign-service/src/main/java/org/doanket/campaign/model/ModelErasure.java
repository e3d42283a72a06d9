package org.doanket.campaign.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/**
 * Who holds a model holds it on under a pseudonym, also where its title and texts name him, and is named in public no longer: what others were told of it
 * they are told anew.
 */
@ApplicationScoped
class ModelErasure {

    private static final String TEXTS = Stream.of("name", "situation", "goals", "content", "prospects", "results_so_far", "results", "place", "schedule")
            .map(text -> text + " = replace(m." + text + ", h.was, h.pseudonym)").collect(Collectors.joining(", "));

    void forget(@Observes PersonErased gone) throws SQLException {
        // As long as the model still says whom to look for.
        part(gone, "model_criterion", "text");
        part(gone, "model_output", "title");
        part(gone, "model_output", "proof");
        part(gone, "model_force", "name");
        part(gone, "model_force", "task");
        part(gone, "model_resource", "description");
        gone.replace("models", Sql.of("UPDATE good_practice_model m SET " + TEXTS + ", holder = h.pseudonym, holder_public = false, version = version + 1 "
                + "FROM (SELECT n.id, coalesce(nullif(n.holder, ''), g.pseudonym) AS was, g.pseudonym FROM good_practice_model n, "
                + "(SELECT ?::text AS pseudonym) g WHERE n.holder_member = ?) h WHERE m.id = h.id AND m.holder IS DISTINCT FROM h.pseudonym", gone.pseudonym(), gone.person()));
        gone.replace("models", Sql.of("SELECT tell_models(ARRAY(SELECT id FROM good_practice_model WHERE holder_member = ? ORDER BY id))", gone.person()));
    }

    private static void part(PersonErased gone, String table, String text) throws SQLException {
        gone.replace("model-texts", Sql.of("UPDATE " + table + " p SET " + text + " = replace(p." + text + ", m.holder, ?) FROM good_practice_model m "
                + "WHERE m.id = p.model_id AND m.holder_member = ? AND strpos(p." + text + ", nullif(m.holder, '')) > 0", gone.pseudonym(), gone.person()));
    }
}
