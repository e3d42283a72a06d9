package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** The bindings there are. */
@ApplicationScoped
@Transactional
@Unscoped("rules are public")
public class BindingQueries {

    private static final Set<String> LABELS = Set.of("vi", "en", "zh");

    private final AgroalDataSource dataSource;

    BindingQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public List<BindingView> list(Locale locale) {
        String label = LABELS.contains(locale.getLanguage()) ? locale.getLanguage() : "vi";
        return Sql.of("SELECT code, label_" + label + " AS label, topic, measure, monthly FROM binding ORDER BY code")
                .list(dataSource, row -> new BindingView(row.getString("code"), row.getString("label"), row.getString("topic"),
                        row.getString("measure"), row.getBoolean("monthly")));
    }

    Optional<BindingView> find(String code, Locale locale) {
        return list(locale).stream().filter(binding -> binding.code().equals(code)).findFirst();
    }
}
