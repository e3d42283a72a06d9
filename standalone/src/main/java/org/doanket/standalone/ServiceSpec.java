package org.doanket.standalone;

import java.util.List;
import java.util.stream.Stream;

/** One of the five: its module, the name by which topics, databases and addresses know it, and its usual port. */
record ServiceSpec(String module, String name, int port, boolean hasDatabase) {
    static final ServiceSpec GATEWAY = new ServiceSpec("gateway", "gateway", 8080, false);
    static final List<ServiceSpec> BEHIND_GATEWAY = List.of(
            new ServiceSpec("membership-service", "membership", 8081, true),
            new ServiceSpec("finance-service", "finance", 8082, true),
            new ServiceSpec("campaign-service", "campaigns", 8083, true),
            new ServiceSpec("service-map-service", "map", 8084, true));
    static final List<ServiceSpec> ALL = Stream.concat(BEHIND_GATEWAY.stream(), Stream.of(GATEWAY)).toList();
}
