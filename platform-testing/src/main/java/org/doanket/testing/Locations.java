package org.doanket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a POST has made can be read where its answer says: below the collection that it was sent to, unless it says that it lies elsewhere. */
public final class Locations {

    private static final String LOCATION = "Location";
    private static final String POST = "POST ";
    private static final String PLACE = "/{}";

    private final TreeMap<String, String> elsewhere = new TreeMap<>();

    /**
     * What is made lies elsewhere.
     *
     * @param collection that the POST is sent to, such as {@code /finance/v1/me/payment-requests}
     * @param where      as the OpenAPI document has its address; @param why
     */
    public Locations elsewhere(String collection, String where, String why) {
        elsewhere.put(collection, where);
        return this;
    }

    /** By the OpenAPI document of the running service. What is told once, and may have no address, is left out. */
    public void check() {
        Set<String> readable = new TreeSet<>();
        Set<String> made = new TreeSet<>();
        Contracts.ofTheCode().path("paths").fields().forEachRemaining(path -> {
            if (path.getValue().has("get")) {
                readable.add(plain(path.getKey()));
            }
            JsonNode location = path.getValue().path("post").path("responses").path("201").path("headers").path(LOCATION);
            if (location.path("required").asBoolean()) {
                made.add(path.getKey());
            }
        });
        assertThat(made.stream().filter(collection -> !readable.contains(plain(elsewhere.getOrDefault(collection, collection + PLACE)))).map(POST::concat))
                .as("what is made and cannot be read where the answer says").isEmpty();
        assertThat(elsewhere.keySet()).as("what is said to lie elsewhere").isSubsetOf(made)
                .noneMatch(collection -> readable.contains(plain(collection + PLACE)));
    }

    /** Where to look at what was made or begun just now; of an answer that was kept from before nothing. */
    public static Optional<String> of(int status, HttpHeaders headers) {
        return (status == 201 || status == 202) && headers.firstValue("Idempotent-Replay").isEmpty() ? headers.firstValue(LOCATION) : Optional.empty();
    }

    /** Whether an answer from there will do. Who makes a thing need not have the role to read it. */
    public static boolean isThere(int status) {
        return status >= 200 && status < 300 || status == 403;
    }

    /** Without the names of the places to fill. */
    private static String plain(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }
}
