package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Models of the same place (or, without one, the same unit) whose names are alike: equal but for accents and case, or near
 * misses by trigrams. Numbers tell names apart: "Tổ tự quản số 3" is not "số 4".
 */
@ApplicationScoped
@Transactional
public class LookalikeQueries {

    private static final String WHERE = "FROM good_practice_model m JOIN unit_ref u ON u.id = m.unit_id "
            + "WHERE m.place_key = ? AND m.name_digits = ? AND m.year BETWEEN ? - 1 AND ? + 1 "
            + "AND m.state NOT IN ('withdrawn', 'stopped') AND similarity(m.search_name, ?) >= ?";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final double likeness;

    LookalikeQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker,
            @ConfigProperty(name = "doanket.campaigns.lookalike-likeness", defaultValue = "0.6") double likeness) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.likeness = likeness;
    }

    double likeness() {
        return likeness;
    }

    /** Those that the caller may see. Two who register the same at once wait for each other here. */
    public List<LookalikeView> seen(UnitScope scope, ModelForm form, UUID but) {
        String place = placeKey(form);
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1972))", place).run(dataSource);
        return alike("SELECT m.*, u.name AS unit_name, similarity(m.search_name, ?) AS likeness ", form, place, but)
                .add("AND u.path >= ?", scope.from()).add("AND u.path < ?", scope.to())
                .add("ORDER BY likeness DESC, m.id LIMIT 20")
                .list(dataSource, row -> new LookalikeView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class),
                        row.getString("unit_name"), row.getString("name"), row.getString("place"), row.getInt("year"),
                        row.getString("state"), row.getBigDecimal("likeness").setScale(2, RoundingMode.HALF_UP)));
    }

    /** How many more there are outside: that there are some is no secret, what they are is. */
    public long elsewhere(UnitScope scope, ModelForm form, UUID but) {
        return alike("SELECT count(*), max(?) ", form, placeKey(form), but)
                .add("AND (u.path < ? OR u.path >= ?)", scope.from(), scope.to())
                .list(worker, row -> row.getLong(1)).get(0);
    }

    private Sql alike(String columns, ModelForm form, String place, UUID but) {
        String name = SearchForm.of(form.name());
        return Sql.of(columns + WHERE, name, place, digits(name), form.year(), form.year(), name, likeness)
                .given(but, "AND m.id <> ?");
    }

    static String digits(String searchForm) {
        return searchForm.replaceAll("[^0-9]", "");
    }

    static String placeKey(ModelForm form) {
        Place place = form.place();
        if (place != null && place.code() != null) {
            return place.code();
        }
        return place != null && place.text() != null && !place.text().isEmpty() ? SearchForm.of(place.text()) : form.unit().toString();
    }
}
