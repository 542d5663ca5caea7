package im.regent.dist;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;

/** Rules about single classes: state, chance and null, wherever they live. */
@AnalyzeClasses(packages = "im.regent", importOptions = ImportOption.DoNotIncludeTests.class)
class CodingRulesTest {
    private static final String[] MAY_USE_WEAK_CHANCE = {"im.regent.testkit..", "im.regent.bench.."};

    @ArchTest
    static final ArchRule STATIC_FIELDS_ARE_FINAL = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .because("several servers run in one JVM")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule STATIC_FIELDS_HOLD_NO_CHANGING_STATE = fields().that()
            .areStatic()
            .and()
            // An updater holds no state: it reaches a field of the instance that it is given.
            .doNotHaveRawType(AtomicIntegerFieldUpdater.class)
            .should()
            .notHaveRawType(resideInAPackage("java.util.concurrent.atomic..")
                    .or(assignableTo(ConcurrentMap.class))
                    .or(assignableTo(Queue.class))
                    .or(assignableTo(Executor.class))
                    .or(assignableTo(ThreadLocal.class)))
            .because("several servers run in one JVM")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule FIELDS_ARE_NOT_INJECTED = NO_CLASSES_SHOULD_USE_FIELD_INJECTION.allowEmptyShould(true);

    @ArchTest
    static final ArchRule CHANCE_IS_GIVEN_AND_SECURE = noClasses()
            .that()
            .resideOutsideOfPackages(MAY_USE_WEAK_CHANCE)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, ThreadLocalRandom.class, SplittableRandom.class)
            .because("secrets and ids come from a SecureRandom or RandomGenerator given to the constructor")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule CHANCE_IS_NOT_TAKEN_FROM_THE_AIR = noClasses()
            .that()
            .resideOutsideOfPackages(MAY_USE_WEAK_CHANCE)
            .should()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(RandomGenerator.class, "getDefault")
            .orShould()
            .callMethod(RandomGenerator.class, "of", String.class)
            .because("a test must be able to give its own generator")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED =
            classes().should(new LieInNullMarkedPackage()).allowEmptyShould(true);

    private static final class LieInNullMarkedPackage extends ArchCondition<JavaClass> {
        LieInNullMarkedPackage() {
            super("lie in a package that is @NullMarked in its package-info");
        }

        @Override
        public void check(JavaClass item, ConditionEvents events) {
            boolean marked = annotatedWith(NullMarked.class).test(item.getPackage());
            String message = item.getFullName() + (marked ? " lies" : " does not lie") + " in a @NullMarked package";
            events.add(new SimpleConditionEvent(item, marked, message));
        }
    }
}
