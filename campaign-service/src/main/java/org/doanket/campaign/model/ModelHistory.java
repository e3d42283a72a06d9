package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.UUID;

/** What was done to a model, by whom and why: written once, never changed. */
@ApplicationScoped
class ModelHistory {

    private final AgroalDataSource dataSource;

    ModelHistory(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** In the transaction of the deed, after the model's own row. */
    void append(UUID model, ModelEvent.Taken taken) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO model_event "
                        + "(model_id, number, at, actor, verb, from_state, to_state, note, level, decision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, model);
            insert.setLong(2, taken.number());
            insert.setObject(3, taken.at().atOffset(ZoneOffset.UTC));
            insert.setString(4, taken.actor());
            insert.setString(5, taken.verb());
            insert.setString(6, taken.from());
            insert.setString(7, taken.to());
            insert.setString(8, taken.with().note());
            insert.setString(9, taken.with().level());
            insert.setString(10, taken.with().decision());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
