package org.doanket.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether each endpoint that the OpenAPI document on record names was put against everybody by an {@link AccessMatrix} of this
 * run. Belongs into a test without {@code @QuarkusTest}: those run last. Where only some of the access tests were chosen to run it
 * says nothing.
 */
public final class AccessCoverage {

    /** The platform's own, the same in every service: their access is tested by the platform probe. */
    private static final Set<String> COMMON = Set.of("ProblemResource", "JobResource", "AuditResource", "OperationsResource");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final String service;
    private final String rootPackage;
    private final Map<String, String> exceptions = new TreeMap<>();

    private AccessCoverage(String service, String rootPackage) {
        this.service = service;
        this.rootPackage = rootPackage;
    }

    /** @param service as its document is called in {@code contracts/openapi} */
    public static AccessCoverage of(String service, String rootPackage) {
        return new AccessCoverage(service, rootPackage);
    }

    /** @param endpoint such as {@code GET /finance/v1/charges}; @param why, and where its access is tested instead */
    public AccessCoverage except(String endpoint, String why) {
        exceptions.put(endpoint, why);
        return this;
    }

    public void check() {
        Set<String> ran = read("class");
        Set<String> testing = ImportedClasses.of(rootPackage).stream()
                .filter(each -> each.getDirectDependenciesFromSelf().stream().anyMatch(to -> to.getTargetClass().isEquivalentTo(AccessMatrix.class)))
                .map(JavaClass::getName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(testing).as("access tests in %s", rootPackage).isNotEmpty();
        assumeTrue(ran.containsAll(testing), () -> "only " + ran + " of the access tests have run");

        Set<String> promised = promised();
        Set<String> tried = read("call").stream().map(call -> template(promised, call)).flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> forgotten = new TreeSet<>(promised);
        forgotten.removeAll(tried);
        forgotten.removeAll(exceptions.keySet());
        assertThat(forgotten).as("endpoints that no AccessMatrix tries (right role, wrong role, elsewhere, no token)").isEmpty();
        assertThat(exceptions.keySet()).as("exceptions that are none any more").doesNotContainAnyElementsOf(tried).isSubsetOf(promised);
    }

    private Set<String> promised() {
        Set<String> endpoints = new TreeSet<>();
        JsonNode paths = Contracts.openApi(service).path("paths");
        paths.fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
            String resource = method.getValue().path("operationId").asText().replaceAll("_.*", "");
            if (METHODS.contains(method.getKey()) && !COMMON.contains(resource)) {
                endpoints.add(method.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey());
            }
        }));
        return endpoints;
    }

    /** The endpoint that answered: of those that fit the one with the fewest places to fill. */
    private static Optional<String> template(Set<String> endpoints, String call) {
        return endpoints.stream().filter(endpoint -> call.matches(endpoint.replaceAll("\\{[^}]*}", "[^/]+")))
                .min(Comparator.comparingLong(endpoint -> endpoint.chars().filter(c -> c == '{').count()));
    }

    /** Kept in a file, for each restart of the application under test has classes of its own. */
    static void record(String method, String path) {
        String test = StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                .filter(name -> !name.startsWith(AccessCoverage.class.getPackageName() + '.')).findFirst().orElseThrow());
        try {
            Files.createDirectories(log().getParent());
            Files.write(log(), List.of("class " + test.replaceAll("\\$.*", ""), "call " + method + ' ' + path.replaceAll("\\?.*", "")),
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static Set<String> read(String kind) {
        try {
            return Files.exists(log()) ? Files.readAllLines(log()).stream().filter(line -> line.startsWith(kind + ' '))
                    .map(line -> line.substring(kind.length() + 1)).collect(Collectors.toCollection(TreeSet::new)) : Set.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path log() {
        return Path.of("target", "access-matrix", ProcessHandle.current().pid() + "-" + ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
