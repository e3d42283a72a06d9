package org.doanket.streetcompiler;

import com.graphhopper.GraphHopper;
import com.graphhopper.config.Profile;
import com.graphhopper.json.Statement;
import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValueImpl;
import com.graphhopper.routing.ev.DefaultImportRegistry;
import com.graphhopper.routing.ev.EnumEncodedValue;
import com.graphhopper.routing.ev.ImportUnit;
import com.graphhopper.routing.ev.RoadClass;
import com.graphhopper.routing.ev.RoadEnvironment;
import com.graphhopper.routing.ev.SimpleBooleanEncodedValue;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.util.CustomModel;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Set;
import org.doanket.servicemap.streets.StreetDraft;
import org.doanket.servicemap.streets.StreetFile;

/** An extract of OpenStreetMap as GraphHopper reads it: junctions, the lines between them, and who may go there how fast. */
final class Extract implements AutoCloseable {

    /** Of GraphHopper's own tag rules, which decide for those on foot and by bicycle. */
    static final String VERSION = "graphhopper/11.0";
    private static final String MOTORBIKE = "doanket_motorbike";
    private static final String STEPS = "doanket_steps";
    private static final double WALKING_KMH = 4.8;
    private static final double CYCLING_MOST_KMH = 16;
    private static final Set<RoadClass> LIVED_AT = EnumSet.of(RoadClass.RESIDENTIAL, RoadClass.LIVING_STREET, RoadClass.UNCLASSIFIED,
            RoadClass.TERTIARY, RoadClass.PEDESTRIAN);

    private final GraphHopper hopper;

    Extract(Path pbf, Path scratch) {
        hopper = new GraphHopper();
        hopper.setOSMFile(pbf.toString());
        hopper.setGraphHopperLocation(scratch.toString());
        hopper.setStoreOnFlush(false);
        // Every street stays, also those that lead nowhere else in the extract.
        hopper.setMinNetworkSize(0);
        hopper.setImportRegistry(new DefaultImportRegistry() {
            @Override
            public ImportUnit createImportUnit(String name) {
                return switch (name) {
                    case MOTORBIKE -> motorbike();
                    case STEPS -> steps();
                    default -> super.createImportUnit(name);
                };
            }
        });
        hopper.setEncodedValuesString("road_class,road_environment,foot_access,foot_average_speed,bike_access,bike_average_speed," + MOTORBIKE + "," + STEPS);
        // GraphHopper wants a profile to know which ways to keep; none is ever searched with it.
        hopper.setProfiles(new Profile("any").setCustomModel(new CustomModel()
                .addToSpeed(Statement.If("true", Statement.Op.LIMIT, "5"))));
        hopper.importOrLoad();
    }

    private static ImportUnit motorbike() {
        return ImportUnit.create(MOTORBIKE, properties -> new DecimalEncodedValueImpl(MOTORBIKE, 7, 1, true),
                (lookup, properties) -> {
                    DecimalEncodedValue speed = lookup.getDecimalEncodedValue(MOTORBIKE);
                    return (edge, access, way, relations) -> {
                        MotorbikeRules.Speeds speeds = MotorbikeRules.of(way);
                        speed.setDecimal(false, edge, access, speeds.forward());
                        speed.setDecimal(true, edge, access, speeds.back());
                    };
                });
    }

    private static ImportUnit steps() {
        return ImportUnit.create(STEPS, properties -> new SimpleBooleanEncodedValue(STEPS, false),
                (lookup, properties) -> {
                    BooleanEncodedValue steps = lookup.getBooleanEncodedValue(STEPS);
                    return (edge, access, way, relations) -> steps.setBool(false, edge, access, StepRules.isNothingForWheels(way));
                });
    }

    /** Null where the extract does not say. */
    Instant date() {
        String date = hopper.getProperties().get("datareader.data.date");
        try {
            return date == null || date.isEmpty() ? null : Instant.parse(date);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    StreetDraft draft() {
        BaseGraph graph = hopper.getBaseGraph();
        StreetDraft draft = new StreetDraft();
        for (int node = 0; node < graph.getNodes(); node++) {
            draft.node(graph.getNodeAccess().getLat(node), graph.getNodeAccess().getLon(node));
        }
        var values = hopper.getEncodingManager();
        BooleanEncodedValue foot = values.getBooleanEncodedValue("foot_access");
        BooleanEncodedValue bicycle = values.getBooleanEncodedValue("bike_access");
        DecimalEncodedValue bicycleSpeed = values.getDecimalEncodedValue("bike_average_speed");
        BooleanEncodedValue steps = values.getBooleanEncodedValue(STEPS);
        DecimalEncodedValue motorbike = values.getDecimalEncodedValue(MOTORBIKE);
        EnumEncodedValue<RoadClass> road = values.getEnumEncodedValue("road_class", RoadClass.class);
        AllEdgesIterator edge = graph.getAllEdges();
        EnumEncodedValue<RoadEnvironment> environment = values.getEnumEncodedValue("road_environment", RoadEnvironment.class);
        while (edge.next()) {
            // Open to whoever comes on foot, but nobody walks it: it goes by a timetable that is not in the extract, and not at all hours.
            if (edge.get(environment) == RoadEnvironment.FERRY) {
                continue;
            }
            double[] forward = {edge.get(foot) ? WALKING_KMH : 0, edge.get(bicycle) ? Math.min(CYCLING_MOST_KMH, edge.get(bicycleSpeed)) : 0,
                edge.get(motorbike)};
            double[] back = {edge.getReverse(foot) ? WALKING_KMH : 0,
                edge.getReverse(bicycle) ? Math.min(CYCLING_MOST_KMH, edge.getReverse(bicycleSpeed)) : 0, edge.getReverse(motorbike)};
            PointList shape = edge.fetchWayGeometry(FetchMode.PILLAR_ONLY);
            double[] points = new double[shape.size() * 2];
            for (int i = 0; i < shape.size(); i++) {
                points[2 * i] = shape.getLat(i);
                points[2 * i + 1] = shape.getLon(i);
            }
            int flags = (LIVED_AT.contains(edge.get(road)) ? StreetFile.RESIDENTIAL : 0) | (edge.get(steps) ? StreetFile.STEPS : 0);
            draft.edge(edge.getBaseNode(), edge.getAdjNode(), edge.getDistance(), forward, back, flags, points);
        }
        return draft;
    }

    @Override
    public void close() {
        hopper.close();
    }
}
