package assetledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoundaryTests {
    /** What each package may import beside itself, the JDK and the annotations of jspecify. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.of(
            "model", List.of(),
            "pack", List.of("assetledger.model", "tools.jackson.."),
            "event", List.of("assetledger.model", "tools.jackson.."),
            "decide", List.of("assetledger.model", "assetledger.event", "assetledger.pack"),
            "profile", List.of("assetledger.model", "assetledger.pack"),
            // The JDK's own server, so that a witness needs one small jar as well.
            "proof", List.of("com.sun.net.httpserver"),
            "graph",
                    List.of(
                            "assetledger.model",
                            "assetledger.event",
                            "assetledger.pack",
                            "assetledger.profile",
                            "org.neo4j.driver..",
                            "com.github.benmanes.caffeine.."));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(MAY_IMPORT.keySet().stream()
                    .map(name -> "assetledger." + name)
                    .toList());

    static Set<String> packages() {
        return MAY_IMPORT.keySet();
    }

    @MethodSource("packages")
    @ParameterizedTest
    void thePackageHasClassesToSpeakOf(String name) {
        assertThat(CLASSES.stream().filter(type -> type.getPackageName().equals("assetledger." + name)))
                .hasSizeGreaterThan(3);
    }

    @Test
    void everyPackageOfTheModuleIsOnTheList() {
        JavaClasses module = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/engines"))
                .importPackages("assetledger");
        assertThat(module.stream().map(type -> type.getPackageName()).collect(Collectors.toSet()))
                .isEqualTo(MAY_IMPORT.keySet().stream()
                        .map(name -> "assetledger." + name)
                        .collect(Collectors.toSet()));
    }

    @MethodSource("packages")
    @ParameterizedTest
    void thePackageImportsOnlyWhatItsLineAllows(String name) {
        allowed(name, MAY_IMPORT.getOrDefault(name, List.of())).check(CLASSES);
    }

    @Test
    void aForeignImportBreaksALine() {
        assertThat(allowed("graph", List.of("assetledger.model", "assetledger.event", "assetledger.pack"))
                        .evaluate(CLASSES)
                        .hasViolation())
                .isTrue();
    }

    @Test
    void onlyTheGraphSpeaksToTheDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackage("assetledger.graph")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.neo4j..")
                .check(CLASSES);
    }

    @Test
    void nothingKnowsOfSpring() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CLASSES);
    }

    @Test
    void noPackageLeadsBackToItself() {
        slices().matching("assetledger.(*)").should().beFreeOfCycles().check(CLASSES);
    }

    private static ArchRule allowed(String name, List<String> others) {
        String[] packages = Stream.concat(Stream.of("java..", "org.jspecify..", "assetledger." + name), others.stream())
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("assetledger." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
