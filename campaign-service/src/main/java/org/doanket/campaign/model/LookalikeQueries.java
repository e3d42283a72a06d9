package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Models of the same place (or, without one, the same unit) whose names are alike: equal but for accents and case, or near
 * misses by trigrams. Numbers tell names apart: "Tổ tự quản số 3" is not "số 4"; but for the year of its registration. A place is the same
 * by its code, or by its name where one of the two says no code. What runs on is compared whatever its year, what is over with the years beside it.
 */
@ApplicationScoped
@Transactional
public class LookalikeQueries {

    /** In a statement with the models as m. @see #comparedWith */
    private static final String COMPARED = "NOT m.is_over AND (m.year BETWEEN %1$s - 1 AND %1$s + 1 OR m.year < %1$s AND "
            + "(m.state IN ('kept', 'spread') OR m.state IN ('running', 'mid-year-reviewed', 'self-assessed', 'proposed', 'recognised') "
            + "AND (m.ends IS NULL OR m.ends >= make_date(%1$s, 1, 1))))";
    private static final String WHERE = "FROM good_practice_model m JOIN unit_ref u ON u.id = m.unit_id CROSS JOIN (SELECT ?::text AS place_key, "
            + "?::text AS place_text, ?::text AS place_code, ?::text AS name_digits, ?::int AS year, ?::text AS search_name) r WHERE "
            + samePlace("m", "r") + " AND m.name_digits = r.name_digits AND " + comparedWith("r.year") + " AND similarity(m.search_name, r.search_name) >= ?";

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
        Stream.of(placeKey(form), placeText(form)).filter(Objects::nonNull).distinct().sorted()
                .forEach(place -> Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1972))", place).run(dataSource));
        return alike("SELECT m.*, u.name AS unit_name, similarity(m.search_name, r.search_name) AS likeness ", form, but)
                .add("AND u.path >= ?", scope.from()).add("AND u.path < ?", scope.to())
                .add("ORDER BY likeness DESC, m.id LIMIT 20")
                .list(dataSource, row -> new LookalikeView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class),
                        row.getString("unit_name"), row.getString("name"), row.getString("place"), row.getInt("year"),
                        row.getString("state"), row.getBigDecimal("likeness").setScale(2, RoundingMode.HALF_UP)));
    }

    /** How many more there are outside: that there are some is no secret, what they are is. */
    public long elsewhere(UnitScope scope, ModelForm form, UUID but) {
        return alike("SELECT count(*) ", form, but)
                .add("AND (u.path < ? OR u.path >= ?)", scope.from(), scope.to())
                .list(worker, row -> row.getLong(1)).get(0);
    }

    private Sql alike(String columns, ModelForm form, UUID but) {
        String name = SearchForm.of(form.name());
        return Sql.of(columns + WHERE, placeKey(form), placeText(form), form.place() == null ? null : form.place().code(), digits(name, form.year()),
                form.year(), name, likeness).given(but, "AND m.id <> ?");
    }

    /** Of two rows that have place_key, place_text and place_code. */
    static String samePlace(String one, String other) {
        return "(%1$s.place_key = %2$s.place_key OR %1$s.place_text = %2$s.place_text AND (%1$s.place_code IS NULL OR %2$s.place_code IS NULL))"
                .formatted(one, other);
    }

    /** Which models m one of a year is compared with. */
    static String comparedWith(String year) {
        return COMPARED.formatted(year);
    }

    /** @param year of registration, which tells no names apart; null where it is not known */
    static String digits(String searchForm, Integer year) {
        return (year == null ? searchForm : searchForm.replaceAll("(?<![0-9])" + year + "(?![0-9])", "")).replaceAll("[^0-9]", "");
    }

    private static String placeText(ModelForm form) {
        return form.place() == null || form.place().text() == null || form.place().text().isEmpty() ? null : SearchForm.of(form.place().text());
    }

    static String placeKey(ModelForm form) {
        Place place = form.place();
        if (place != null && place.code() != null) {
            return place.code();
        }
        return placeText(form) == null ? form.unit().toString() : placeText(form);
    }
}
