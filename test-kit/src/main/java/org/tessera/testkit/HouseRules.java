package org.tessera.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * What holds for every service, as ArchUnit rules. A module says {@code @AnalyzeClasses(packages = "org.tessera.broker",
 * importOptions = DoNotIncludeTests.class) class HouseRulesTest { @ArchTest static final ArchTests HOUSE =
 * ArchTests.in(HouseRules.class); }}.
 */
public final class HouseRules {
    private static final Pattern VAGUE =
            Pattern.compile(".+(Impl|Manager|Util|Utils|Helper|DTO|Dto|Entity|Repository)");

    private HouseRules() {}

    private static final DescribedPredicate<JavaClass> DOMAIN = DescribedPredicate.describe(
            "of the domain",
            type -> !type.getPackageName().contains(".adapter")
                    && !type.getSimpleName().equals("package-info"));

    /** The domain ring knows neither HTTP, nor the framework, nor SQL, nor its own adapters. */
    @ArchTest
    public static final ArchRule the_domain_knows_nothing_of_the_outside = noClasses()
            .that(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..adapter..", "jakarta.ws.rs..", "io.quarkus..", "java.sql..", "io.vertx..")
            .allowEmptyShould(true);

    /** Endpoints live in the adapter ring. */
    @ArchTest
    public static final ArchRule endpoints_are_adapters = ArchRuleDefinition.classes()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .should()
            .resideInAPackage("..adapter..")
            .allowEmptyShould(true);

    /** Dates are java.time. */
    @ArchTest
    public static final ArchRule no_field_is_an_old_date =
            fields().should().notHaveRawType(Date.class).allowEmptyShould(true);

    /** Dates are java.time. */
    @ArchTest
    public static final ArchRule no_parameter_is_an_old_date = noMethods()
            .should()
            .haveRawParameterTypes(DescribedPredicate.describe(
                    "with a java.util.Date",
                    (List<JavaClass> types) -> types.stream().anyMatch(type -> type.isEquivalentTo(Date.class))))
            .allowEmptyShould(true);

    /** No method gives an old date back. */
    @ArchTest
    public static final ArchRule no_result_is_an_old_date =
            methods().should().notHaveRawReturnType(Date.class).allowEmptyShould(true);

    /** A service speaks through its log. */
    @ArchTest
    public static final ArchRule nothing_is_printed =
            GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);

    /** Names say what a thing is. */
    @ArchTest
    public static final ArchRule names_say_something =
            ArchRuleDefinition.classes().should(notBeNamedVaguely()).allowEmptyShould(true);

    /** Null has to be declared in every package. */
    @ArchTest
    public static final ArchRule packages_are_null_marked = ArchRuleDefinition.classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith(NullMarked.class)
            .allowEmptyShould(true);

    /** Generated clients call an operation by its name: one that is made of its address changes with it. */
    @ArchTest
    public static final ArchRule operations_have_names_of_their_own = methods()
            .that()
            .areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
            .should(haveAnOperationIdOfTheirOwn())
            .allowEmptyShould(true);

    private static ArchCondition<JavaMethod> haveAnOperationIdOfTheirOwn() {
        return new ArchCondition<>("have an operationId of their own, or be hidden") {
            private final Set<Object> taken = new HashSet<>();

            @Override
            public void init(Collection<JavaMethod> all) {
                taken.clear();
            }

            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Optional<JavaAnnotation<JavaMethod>> operation =
                        method.tryGetAnnotationOfType("org.eclipse.microprofile.openapi.annotations.Operation");
                Object name = operation.flatMap(said -> said.get("operationId")).orElse("");
                boolean hidden = operation
                        .flatMap(said -> said.get("hidden"))
                        .orElse(false)
                        .equals(true);
                if (!hidden && (name.equals("") || !taken.add(name))) {
                    events.add(SimpleConditionEvent.violated(
                            method, method.getFullName() + " has no operationId, or another's: \"" + name + "\""));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> notBeNamedVaguely() {
        return new ArchCondition<>("not be named Impl, Manager, Util, DTO, Entity or Repository") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (VAGUE.matcher(type.getSimpleName()).matches()) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " has a name that says nothing"));
                }
            }
        };
    }
}
