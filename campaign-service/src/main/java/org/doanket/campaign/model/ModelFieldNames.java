package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** How people write the fields of a jurisdiction: by code or by the label in any language. */
@ApplicationScoped
class ModelFieldNames {

    private final AgroalDataSource worker;

    ModelFieldNames(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    /** @return codes by search form */
    Map<String, String> of(String jurisdiction) {
        Map<String, String> codes = new HashMap<>();
        Sql.of("SELECT code, label_vi, label_en, label_zh FROM model_field WHERE jurisdiction = ? AND in_use", jurisdiction).list(worker, row -> {
            for (int i = 1; i <= 4; i++) {
                codes.put(SearchForm.of(row.getString(i)), row.getString(1));
            }
            return codes;
        });
        return codes;
    }
}
