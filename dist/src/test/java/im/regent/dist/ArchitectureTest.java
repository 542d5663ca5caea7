package im.regent.dist;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The walls between modules, between the packages of core, and around libraries. The tables are the drawing in
 * {@code docs/architecture.md}: an arrow that they do not have is an error, and so is a room that they do not name.
 */
@AnalyzeClasses(packages = "im.regent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** What each module may need, besides itself; {@code dist} is not here: it may need every module of this table. */
    private static final Map<String, Set<String>> MODULES = Map.of(
            "core", Set.of(),
            "storage", Set.of("core"),
            "c2s", Set.of("core"),
            "component", Set.of("core"),
            "im", Set.of("core"),
            "privilege", Set.of("core", "im.api", "im.commands"),
            "testkit", Set.of("core"),
            "bench", Set.of("core"),
            "kit", Set.of("core.xml", "core.parse", "core.stream", "bench.stream"));

    /** What each package of core may need, besides itself; {@code net} and {@code server} may need all of these. */
    private static final Map<String, Set<String>> CORE = Map.ofEntries(
            Map.entry("jid", Set.of()),
            Map.entry("xml", Set.of()),
            Map.entry("time", Set.of()),
            Map.entry("stanza", Set.of("jid", "xml")),
            Map.entry("config", Set.of("jid")),
            Map.entry("store", Set.of("jid", "xml")),
            Map.entry("stream", Set.of("jid", "xml", "stanza", "time")),
            Map.entry("parse", Set.of("xml", "stream")),
            Map.entry("session", Set.of("jid", "xml", "stanza", "time", "stream")),
            Map.entry("hook", Set.of("stanza", "session")),
            Map.entry("routing", Set.of("jid", "xml", "time", "stanza", "store", "stream", "session", "hook")),
            Map.entry(
                    "feature",
                    Set.of("jid", "xml", "time", "stanza", "store", "stream", "session", "hook", "config", "routing")));

    private static final List<String> TOP_OF_CORE = List.of("net", "server");

    @ArchTest
    static final ArchRule NETTY_IS_KNOWN_TO_NET_ONLY =
            library("io.netty..", "im.regent.core.net..", "im.regent.testkit..", "im.regent.bench..");

    @ArchTest
    static final ArchRule TESTKIT_KNOWS_EMBEDDED_CHANNELS_ONLY = noClasses()
            .that()
            .resideInAPackage("im.regent.testkit..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.netty..").and(resideOutsideOfPackage("io.netty.channel.embedded..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule SQL_IS_KNOWN_TO_STORAGE_ONLY = library("java.sql..", "im.regent.storage..");

    @ArchTest
    static final ArchRule POOLED_SQL_IS_KNOWN_TO_STORAGE_ONLY = library("javax.sql..", "im.regent.storage..");

    @ArchTest
    static final ArchRule AALTO_IS_KNOWN_TO_THE_PARSER_ONLY =
            library("com.fasterxml.aalto..", "im.regent.core.xml..", "im.regent.core.parse..");

    @ArchTest
    static final ArchRule PREPARATION_OF_ADDRESSES_IS_KNOWN_TO_THEM_ONLY =
            library("rocks.xmpp.precis..", "im.regent.core.jid..");

    @ArchTest
    static final ArchRule THE_OLD_PREPARATION_IS_KNOWN_TO_ADDRESSES_ONLY =
            library("com.ongres.stringprep..", "im.regent.core.jid..");

    @ArchTest
    static final ArchRule ONE_ROOM_IS_NAMED_AFTER_PRIVILEGES = noClasses()
            .that()
            .resideOutsideOfPackages("im.regent.privilege..", "im.regent.dist..")
            .should()
            .haveNameMatching("(?i).*privilege.*")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("im.regent.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static void modulesNeedOnlyWhatIsDrawn(JavaClasses program) {
        MODULES.forEach((name, needs) -> onlyNeeds("im.regent.", name, needs).check(program));
    }

    @ArchTest
    static void theDistributionDoesNotNeedTheTestkit(JavaClasses program) {
        onlyNeeds("im.regent.", "dist", production()).check(program);
    }

    @ArchTest
    static void packagesOfCoreNeedOnlyWhatIsDrawn(JavaClasses program) {
        CORE.forEach((name, needs) -> onlyNeeds("im.regent.core.", name, needs).check(program));
    }

    @ArchTest
    static void everyRoomIsDrawn(JavaClasses program) {
        rooms("im.regent.", Stream.concat(MODULES.keySet().stream(), Stream.of("dist")))
                .check(program);
        rooms("im.regent.core.", Stream.concat(CORE.keySet().stream(), TOP_OF_CORE.stream()))
                .check(program);
    }

    @ArchTest
    static void internalPackagesServeTheirOwnModule(JavaClasses program) {
        for (String module : MODULES.keySet()) {
            String own = "im.regent." + module + "..";
            noClasses()
                    .that()
                    .resideOutsideOfPackage(own)
                    .should()
                    .dependOnClassesThat(resideInAPackage(own).and(resideInAPackage("..internal..")))
                    .allowEmptyShould(true)
                    .check(program);
        }
    }

    private static Set<String> production() {
        return MODULES.keySet().stream()
                .filter(name -> !name.equals("testkit") && !name.equals("kit"))
                .collect(Collectors.toSet());
    }

    /** In the package {@code name} below {@code root}, what is ours must lie in it or in one of {@code needs}. */
    private static ArchRule onlyNeeds(String root, String name, Set<String> needs) {
        String[] allowed = Stream.concat(Stream.of(name), needs.stream())
                .map(need -> root + need + "..")
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(root + name + "..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("im.regent..").or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true);
    }

    private static ArchRule rooms(String root, Stream<String> names) {
        return classes()
                .that()
                .resideInAPackage(root + ".")
                .should()
                .resideInAnyPackage(names.map(name -> root + name + "..").toArray(String[]::new))
                .allowEmptyShould(true);
    }

    private static ArchRule library(String library, String... rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }
}
