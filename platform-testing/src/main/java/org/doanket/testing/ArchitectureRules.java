package org.doanket.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Unconditional;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.StreamEnd;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The rules between rooms (docs/architecture.md), the same for every service. A rule that matches nothing fails. */
public final class ArchitectureRules {

    /** The one that makes such answers, and the two that hand on a status that somebody else gave. */
    private static final Set<String> MAKERS = Set.of("org.doanket.platform.http.Created", "org.doanket.platform.error.ProblemMappers",
            "org.doanket.platform.idempotency.IdempotencyRecords$Answer");

    private final String service;
    private final JavaClasses classes;

    private ArchitectureRules(String service) {
        this.service = service;
        this.classes = ImportedClasses.ofMain(service);
    }

    /** @param service its root package, such as {@code org.doanket.finance} */
    public static void check(String service) {
        ArchitectureRules rules = new ArchitectureRules(service);
        rules.servicesKnowOnlyThePlatform();
        rules.featuresMeetAtTheirDoors();
        rules.resourcesAreThin();
        rules.endpointsSayWhoMayCallThem();
        rules.endpointsSayWhatTheyDo();
        rules.streamsEndWithTheirToken();
        rules.postsAreIdempotent();
        rules.changesNameTheVersionTheyMean();
        rules.whatIsMadeHasAnAddress();
        rules.queriesAreScoped();
        rules.entitiesKnowNoFramework();
        rules.timeAndIdsComeFromThePlatform();
        rules.beansAreBuiltByTheirConstructor();
        rules.moneyIsCountedInWholes();
    }

    /** The same of the platform as far as it is one, and its own: it serves every trade alike (docs/decisions/platform-size.md). */
    public static void checkPlatform() {
        ArchitectureRules rules = new ArchitectureRules("org.doanket.platform");
        rules.endpointsSayWhoMayCallThem();
        rules.streamsEndWithTheirToken();
        rules.postsAreIdempotent();
        rules.whatIsMadeHasAnAddress();
        rules.queriesAreScoped();
        rules.timeAndIdsComeFromThePlatform();
        rules.moneyIsCountedInWholes();
        rules.namesNothingOfTheTradeButTheUnit();
    }

    private void servicesKnowOnlyThePlatform() {
        classes().should().onlyDependOnClassesThat(describe("of the service, the platform or a library",
                type -> !type.getPackageName().startsWith("org.doanket") || type.getPackageName().startsWith(service)
                        || type.getPackageName().startsWith("org.doanket.platform"))).check(classes);
    }

    private void featuresMeetAtTheirDoors() {
        slices().matching(service + ".(*)..").should().beFreeOfCycles().check(classes);
        classes().should(new ArchCondition<JavaClass>("reach other features only by Service, Queries, View, Event, Ref or Command") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> dependency.getTargetClass().getPackageName().startsWith(service + "."))
                        .filter(dependency -> !dependency.getTargetClass().getPackageName().equals(type.getPackageName()))
                        .filter(dependency -> !outermost(dependency.getTargetClass()).getSimpleName()
                                .matches(".*(Service|Queries|View|Event|Ref|Command)|package-info"))
                        .forEach(dependency -> events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        }).check(classes);
    }

    private void resourcesAreThin() {
        classes().that().haveSimpleNameEndingWith("Resource").should().notBeAnnotatedWith(Transactional.class)
                .andShould().bePublic().check(classes);
        noClasses().that().haveSimpleNameEndingWith("Resource").should().dependOnClassesThat()
                .haveSimpleNameEndingWith("Repository").orShould().dependOnClassesThat().areAnnotatedWith(Entity.class)
                .check(classes);
    }

    private void endpointsSayWhoMayCallThem() {
        methods().that(areEndpoints()).should().bePublic().andShould(new ArchCondition<JavaMethod>("carry their roles") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean says = java.util.stream.Stream.of(RolesAllowed.class, PermitAll.class, Authenticated.class)
                        .anyMatch(roles -> method.isAnnotatedWith(roles) || method.getOwner().isAnnotatedWith(roles));
                if (!says) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " says nothing of roles"));
                }
            }
        }).check(classes);
    }

    /** As /docs shows it to others: a service's own resources, and those that the platform adds to each. */
    private void endpointsSayWhatTheyDo() {
        JavaClasses documented = ImportedClasses.ofMain(service, "org.doanket.platform");
        Set<String> described = documented.stream().flatMap(type -> type.tryGetAnnotationOfType(Tag.class).stream())
                .filter(tag -> !tag.description().isBlank()).map(Tag::name).collect(Collectors.toSet());
        classes().that().areAnnotatedWith(Path.class).should(new ArchCondition<JavaClass>("stand under a tag that is described") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (type.tryGetAnnotationOfType(Tag.class).filter(tag -> described.contains(tag.name())).isEmpty()) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " has no @Tag, or one that no resource describes"));
                }
            }
        }).check(documented);
        methods().that(areEndpoints()).should(new ArchCondition<JavaMethod>("say in a summary what they do") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (method.tryGetAnnotationOfType(Operation.class).filter(operation -> !operation.summary().isBlank()).isEmpty()) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " has no @Operation with a summary"));
                }
            }
        }).check(documented);
    }

    private void streamsEndWithTheirToken() {
        methods().that(areEndpoints()).and(DescribedPredicate.describe("tell events", method -> method.tryGetAnnotationOfType(Produces.class)
                .filter(type -> List.of(type.value()).contains(MediaType.SERVER_SENT_EVENTS)).isPresent()))
                .should(new ArchCondition<JavaMethod>("end with the token") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        if (method.getMethodCallsFromSelf().stream().noneMatch(call -> call.getTargetOwner().isEquivalentTo(StreamEnd.class))) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName() + " never asks StreamEnd"));
                        }
                    }
                }).allowEmptyShould(true).check(classes);
    }

    private void postsAreIdempotent() {
        methods().that().areAnnotatedWith(POST.class).should().beAnnotatedWith(Idempotent.class).check(classes);
    }

    /** Whoever changes something says which state of it he has seen, or the endpoint says why nobody needs to. */
    private void changesNameTheVersionTheyMean() {
        methods().that().areAnnotatedWith(PUT.class).or().areAnnotatedWith(PATCH.class).or().areAnnotatedWith(DELETE.class)
                .should(new ArchCondition<JavaMethod>("take If-Match or say why not") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean conditional = method.getParameters().stream().anyMatch(parameter -> parameter.tryGetAnnotationOfType(HeaderParam.class)
                                .filter(header -> header.value().equals("If-Match")).isPresent());
                        if (conditional == method.isAnnotatedWith(Unconditional.class)) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName() + " must either take If-Match or be @Unconditional"));
                        }
                    }
                }).check(classes);
    }

    /** 201 and 202 come from {@link Created} alone, which puts the Location on; without one where the answer tells a secret. */
    private void whatIsMadeHasAnAddress() {
        noClasses().that(describe("say by themselves what is made", type -> !MAKERS.contains(type.getName()))).should().callMethod(Response.class, "status", int.class)
                .orShould().callMethod(Response.class, "created", URI.class).orShould().callMethod(Response.class, "accepted")
                .orShould().callMethod(Response.class, "accepted", Object.class).orShould().accessField(Response.Status.class, "CREATED")
                .orShould().accessField(Response.Status.class, "ACCEPTED").orShould().dependOnClassesThat().areAssignableTo(ResponseStatus.class).check(classes);
        classes().should(new ArchCondition<JavaClass>("answer without Location only where a secret is told") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethodCallsFromSelf().stream().filter(call -> call.getTargetOwner().isEquivalentTo(Created.class) && call.getName().equals("inSecret"))
                        .filter(call -> call.getOrigin().tryGetAnnotationOfType(Idempotent.class).filter(Idempotent::secret).isEmpty())
                        .forEach(call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
            }
        }).check(classes);
    }

    private void queriesAreScoped() {
        methods().that().areDeclaredInClassesThat().haveSimpleNameEndingWith("Queries").and().arePublic().and().areNotStatic()
                .should(new ArchCondition<JavaMethod>("take a UnitScope or say why not") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean scoped = method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(UnitScope.class))
                                || method.isAnnotatedWith(Unscoped.class) || method.getOwner().isAnnotatedWith(Unscoped.class);
                        if (!scoped) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName() + " takes no UnitScope"));
                        }
                    }
                }).check(classes);
    }

    private void entitiesKnowNoFramework() {
        classes().that().areAnnotatedWith(Entity.class).should().onlyDependOnClassesThat(describe("of the JDK, JPA, the platform or the feature",
                type -> type.getPackageName().startsWith("java.") || type.isPrimitive() || type.isArray()
                        || type.getPackageName().startsWith("jakarta.persistence") || type.getPackageName().startsWith("org.hibernate")
                        || type.getPackageName().startsWith("org.doanket.platform") || type.getPackageName().startsWith(service)))
                .allowEmptyShould(true).check(classes);
    }

    /** But for the two who give them. */
    private void timeAndIdsComeFromThePlatform() {
        noClasses().that(describe("ask for time or ids", type -> !Set.of("org.doanket.platform.time.ClockProducer", "org.doanket.platform.id.Ids").contains(type.getName())))
                .should().callMethodWhere(describeCall("the machine's time, of java.time without a Clock, System or Clock itself", call -> {
                    String owner = call.getTargetOwner().getName();
                    return owner.startsWith("java.time.") && call.getName().equals("now") && call.getTarget().getRawParameterTypes().stream()
                            .noneMatch(type -> type.isEquivalentTo(Clock.class)) || owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis")
                            || owner.equals("java.time.Clock") && call.getName().startsWith("system");
                })).orShould().callMethod(UUID.class, "randomUUID").orShould().dependOnClassesThat().areAssignableTo(java.util.Date.class).check(classes);
    }

    /** What is named like money is neither float nor double: those lose the last dong of a large sum. */
    private void moneyIsCountedInWholes() {
        noFields().that(DescribedPredicate.describe("are named like money", field -> field.getName().matches("(?i).*(amount|money|price|balance|dues).*")))
                .should().haveRawType(double.class).orShould().haveRawType(float.class).orShould().haveRawType(Double.class).orShould().haveRawType(Float.class)
                .allowEmptyShould(true).check(classes);
    }

    private void namesNothingOfTheTradeButTheUnit() {
        noClasses().should().haveNameMatching(".*(Member|Dues|Charge|Voucher|Grant|Loan|Petition|Campaign|Movement|Meeting|Congress|Roster|Employer|ServicePoint).*")
                .check(classes);
    }

    private void beansAreBuiltByTheirConstructor() {
        noFields().should().beAnnotatedWith(Inject.class).check(classes);
    }

    private static DescribedPredicate<JavaMethod> areEndpoints() {
        return DescribedPredicate.describe("endpoints", method -> method.getAnnotations().stream().anyMatch(annotation ->
                annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                && method.getOwner().isAnnotatedWith(Path.class));
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static DescribedPredicate<JavaMethodCall> describeCall(String text, java.util.function.Predicate<JavaMethodCall> predicate) {
        return DescribedPredicate.describe(text, predicate);
    }

    private static DescribedPredicate<JavaClass> describe(String text, java.util.function.Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(text, predicate);
    }
}
