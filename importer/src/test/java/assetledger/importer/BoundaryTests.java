package assetledger.importer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.importer.source.TableForm;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BoundaryTests {
    private static final String ROOT = "assetledger.importer";
    private static final String[] FILES = {"java.io..", "java.nio.file.."};
    private static final String[] NETWORK = {"java.net.."};

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void seesEveryPackageThatTheRulesAreAbout() {
        assertThat(code.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        ROOT,
                        ROOT + ".archive",
                        ROOT + ".source",
                        ROOT + ".mapping",
                        ROOT + ".plan",
                        ROOT + ".send",
                        ROOT + ".table",
                        ROOT + ".own",
                        ROOT + ".profile",
                        ROOT + ".cli");
        assertThat(code.contain("assetledger.importer.source.CsvSource")).isTrue();
        assertThat(code.contain("assetledger.importer.send.Sending")).isTrue();
    }

    @Test
    void onlySourceReadsSpreadsheetsAndXml() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".source..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.dhatim.fastexcel.reader..", "javax.xml..")
                .check(code);
    }

    @Test
    void sourceKnowsOnlyFilesAndRows() {
        mayNotUse(
                "source", NETWORK, packages("mapping", "plan", "send", "table", "own", "profile", "cli"), new String[] {
                    ROOT
                });
    }

    @Test
    void archiveKnowsOnlyFiles() {
        mayNotUse(
                "archive",
                NETWORK,
                packages("source", "mapping", "plan", "send", "table", "own", "profile", "cli"),
                new String[] {ROOT});
    }

    @Test
    void mappingKnowsOnlyTextsAndTheFormOfATable() {
        mayNotUse(
                "mapping",
                NETWORK,
                packages("archive", "plan", "send", "table", "own", "profile", "cli"),
                new String[] {ROOT, "java.nio.file.."});
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".mapping..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(ROOT + ".source..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.belongToAnyOf(TableForm.class))))
                .check(code);
    }

    @Test
    void planTouchesNoFileNoNetworkAndNoClock() {
        mayNotUse("plan", FILES, NETWORK, packages("send", "table", "own", "profile", "cli"), new String[] {ROOT});
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".plan..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.time..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(code);
    }

    @Test
    void sendKnowsPlansAndTheNetworkAndNoFiles() {
        mayNotUse("send", packages("source", "mapping", "table", "own", "profile", "cli"), new String[] {
            ROOT, "java.nio.file..", "de.siegmar.."
        });
    }

    @Test
    void tableKnowsQuestionsAndFilesAndNothingOfImports() {
        mayNotUse("table", NETWORK, packages("mapping", "plan", "own", "profile", "cli"), new String[] {ROOT});
    }

    @Test
    void ownKnowsTablesAndNothingOfImports() {
        mayNotUse("own", NETWORK, packages("source", "mapping", "plan", "profile", "cli"), new String[] {ROOT});
    }

    @Test
    void profileKnowsQuestionsAndHowAnAuthorityIsFoundAndNothingOfImports() {
        mayNotUse("profile", NETWORK, packages("source", "mapping", "plan", "cli"), new String[] {ROOT});
    }

    @Test
    void onlyTheCommandLineKnowsPicocliAndNobodyKnowsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", ROOT + ".cli..")
                .check(code);
    }

    @Test
    void noPackagesGoRoundInCircles() {
        slices().matching("assetledger.(**)").should().beFreeOfCycles().check(code);
    }

    private void mayNotUse(String part, String[]... forbidden) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Arrays.stream(forbidden).flatMap(Arrays::stream).toArray(String[]::new))
                .check(code);
    }

    private static String[] packages(String... parts) {
        return Arrays.stream(parts).map(part -> ROOT + "." + part + "..").toArray(String[]::new);
    }
}
