package org.doanket.servicemap.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;

/** Keeps the models that were recognised, and puts them on the map. */
@ApplicationScoped
class ModelListener implements BatchFactListener {

    private final ModelPlacing placing;

    ModelListener(ModelPlacing placing) {
        this.placing = placing;
    }

    @Override
    public String name() {
        return "models";
    }

    @Override
    public String topic() {
        return "campaigns.model";
    }

    @Override
    public Gate gate() {
        return Gate.STATE;
    }

    @Override
    public boolean knows(String factName) {
        return factName.startsWith("model-");
    }

    @Override
    public List<String> replica() {
        return List.of("model_ref");
    }

    @Override
    public void onAll(List<ReceivedFact> facts, Connection connection) throws SQLException {
        List<ModelState> models = BatchFactListener.newest(facts).stream().map(fact -> fact.as(ModelState.class)).toList();
        List<ModelState> shown = models.stream().filter(ModelState::isShown).toList();
        List<UUID> gone = models.stream().filter(model -> !model.isShown()).map(ModelState::id).toList();
        Sql.of("DELETE FROM model_ref WHERE id = ANY (?::uuid[])", (Object) Sql.column(gone, id -> id)).run(connection);
        Sql.of("INSERT INTO model_ref (id, unit_id, jurisdiction, name, field, year, level, recognised_on, place_code, place, latitude, longitude) "
                        + "SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::date[], ?::text[], ?::text[], "
                        + "?::double precision[], ?::double precision[]) ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id, name = excluded.name, "
                        + "field = excluded.field, year = excluded.year, level = excluded.level, recognised_on = excluded.recognised_on, "
                        + "place_code = excluded.place_code, place = excluded.place, latitude = excluded.latitude, longitude = excluded.longitude",
                Sql.column(shown, ModelState::id), Sql.column(shown, ModelState::unitId), Sql.column(shown, ModelState::jurisdiction),
                Sql.column(shown, ModelState::name), Sql.column(shown, ModelState::field), Sql.column(shown, ModelState::year), Sql.column(shown, ModelState::level),
                Sql.column(shown, ModelState::recognisedOn), Sql.column(shown, model -> model.spot().code()), Sql.column(shown, model -> model.spot().text()),
                Sql.column(shown, model -> model.spot().isPosition() ? model.spot().latitude() : null),
                Sql.column(shown, model -> model.spot().isPosition() ? model.spot().longitude() : null)).run(connection);
        placing.place(connection, models.stream().map(ModelState::id).toList());
    }
}
