package assetledger.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.command.Commands.Appended;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryTests {
    private static final String ROOT = "assetledger.api";

    /** What each package may import of ours, beside itself and the nouns; a name with a dot is another module's. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("access", List.of("ledger", "page")),
            Map.entry("page", List.of()),
            Map.entry("schema", List.of()),
            Map.entry("day", List.of()),
            Map.entry("ledger", List.of("assetledger.event", "assetledger.decide", "assetledger.proof")),
            // What may be proven to somebody is what he may read among the changes.
            Map.entry("proof", List.of("access", "ledger", "changes", "assetledger.proof")),
            Map.entry(
                    "command",
                    List.of("access", "ledger", "assetledger.event", "assetledger.decide", "assetledger.pack")),
            // Of commands the projection knows only that something was appended: see below.
            Map.entry("projection", List.of("ledger", "command", "assetledger.graph", "assetledger.pack")),
            Map.entry("problem", List.of("access", "command", "assetledger.graph")),
            Map.entry("limit", List.of("access", "problem")),
            // A table is made as the importer's command makes it.
            Map.entry(
                    "request", List.of("limit", "problem", "assetledger.importer.send", "assetledger.importer.table")),
            Map.entry("explorer", List.of()),
            Map.entry("changes", List.of("access", "page", "ledger", "command", "assetledger.decide")),
            Map.entry("imports", List.of("page", "ledger", "assetledger.decide")),
            Map.entry("history", List.of("page", "ledger", "assetledger.event")),
            Map.entry("authorities", List.of("page", "projection", "assetledger.graph")),
            Map.entry("coverage", List.of("page", "projection", "assetledger.graph")),
            Map.entry("duplication", List.of("page", "projection", "assetledger.graph")),
            Map.entry("reuse", List.of("page", "projection", "assetledger.graph")),
            Map.entry("impact", List.of("page", "projection", "assetledger.graph")),
            Map.entry("money", List.of("access", "page", "projection", "assetledger.graph")),
            // Who brought a difference about, and why, is told by the ledger.
            Map.entry(
                    "profile",
                    List.of(
                            "records",
                            "page",
                            "projection",
                            "ledger",
                            "assetledger.decide",
                            "assetledger.event",
                            "assetledger.pack",
                            "assetledger.graph",
                            "assetledger.profile")),
            // Records are also written, and those of a moment ago come from the ledger.
            Map.entry(
                    "records",
                    List.of(
                            "access",
                            "page",
                            "day",
                            "projection",
                            "command",
                            "ledger",
                            "proof",
                            "assetledger.graph",
                            "assetledger.proof",
                            "assetledger.pack",
                            "assetledger.event",
                            "assetledger.decide")),
            // An upload runs the importer's library, which then asks as any other client does.
            Map.entry(
                    "upload",
                    List.of(
                            "access",
                            "changes",
                            "limit",
                            "page",
                            "problem",
                            "assetledger.importer",
                            "assetledger.importer.plan",
                            "assetledger.importer.send",
                            "assetledger.importer.source")),
            Map.entry("demonstration", List.of("access", "command", "assetledger.decide", "assetledger.event")),
            Map.entry("backup", List.of("ledger", "assetledger.event", "assetledger.graph")),
            Map.entry(
                    "platform",
                    List.of(
                            "access",
                            "command",
                            "limit",
                            "assetledger.pack",
                            "assetledger.graph",
                            "assetledger.engines")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    static Set<String> packages() {
        return MAY_IMPORT.keySet();
    }

    @Test
    void everyPackageIsOnTheListAndHasClassesToSpeakOf() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .isEqualTo(Stream.concat(Stream.of(ROOT), packages().stream().map(BoundaryTests::full))
                        .collect(Collectors.toSet()));
        assertThat(CLASSES.stream()
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(Collectors.groupingBy(JavaClass::getPackageName))
                        .values())
                .allSatisfy(types -> assertThat(types).isNotEmpty());
        assertThat(CLASSES.contain("assetledger.api.command.LedgerWriter")).isTrue();
        assertThat(CLASSES.contain("assetledger.api.ledger.LedgerTransactions")).isTrue();
    }

    @MethodSource("packages")
    @ParameterizedTest
    void aPackageImportsOnlyWhatItsLineAllows(String name) {
        allowed(name, MAY_IMPORT.getOrDefault(name, List.of())).check(CLASSES);
    }

    @Test
    void aForeignImportBreaksALine() {
        assertThat(allowed("records", List.of("page")).evaluate(CLASSES).hasViolation())
                .isTrue();
    }

    private static ArchRule allowed(String name, List<String> others) {
        List<String> packages = new ArrayList<>(List.of(full(name), "assetledger.model"));
        others.forEach(other -> packages.add(full(other)));
        return classes()
                .that()
                .resideInAPackage(full(name))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are not ours, or are in " + packages,
                        type -> !type.getPackageName().startsWith("assetledger")
                                || packages.contains(type.getPackageName())));
    }

    private static String full(String name) {
        return name.contains(".") ? name : ROOT + "." + name;
    }

    @ValueSource(strings = {"projection", "changes"})
    @ParameterizedTest
    void ofCommandsReadersKnowOnlyThatSomethingWasAppended(String reader) {
        noClasses()
                .that()
                .resideInAPackage(full(reader))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are commands other than Appended",
                        type -> type.getPackageName().equals(full("command")) && !type.isEquivalentTo(Appended.class)))
                .check(CLASSES);
    }

    @Test
    void nobodyButTheMainClassKnowsThePlatform() {
        noClasses()
                .that()
                .resideOutsideOfPackage(full("platform"))
                .and()
                .areNotAssignableTo(AssetLedgerServer.class)
                .and()
                .doNotHaveFullyQualifiedName("assetledger.api.Start")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(full("platform"))
                .check(CLASSES);
    }

    @Test
    void onlyTheLedgerAndItsProofsSpeakToThePostgresDriverAndCommandsKnowItsFailures() {
        noClasses()
                .that()
                .resideOutsideOfPackages(full("ledger"), full("proof"), full("command"), full("upload"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.r2dbc..", "org.springframework.r2dbc..", "org.springframework.data..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(full("command"))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of R2DBC, but not its exception",
                        type -> (type.getPackageName().startsWith("io.r2dbc")
                                        || type.getPackageName().startsWith("org.springframework.r2dbc"))
                                && !type.getSimpleName().equals("R2dbcException")))
                .check(CLASSES);
    }

    @Test
    void onlyThePlatformKnowsTheGraphsDriverAndProblemsItsFailures() {
        noClasses()
                .that()
                .resideOutsideOfPackages(full("platform"), full("problem"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.neo4j..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(full("problem"))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of the driver, but no exceptions",
                        type -> type.getPackageName().startsWith("org.neo4j")
                                && !type.getPackageName().equals("org.neo4j.driver.exceptions")))
                .check(CLASSES);
    }

    @Test
    void noPackagesGoRoundInCircles() {
        slices().matching("assetledger.api.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
