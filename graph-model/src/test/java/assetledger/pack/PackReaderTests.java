package assetledger.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.model.Declaration;
import assetledger.model.InvalidValue;
import assetledger.model.Problem;
import assetledger.testing.States;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackReaderTests {
    private static final String SMALL = """
            id: small
            version: 1
            title: {en: "Small"}
            languages: [en]
            levels:
              - {code: any, title: {en: "Any"}}
            kinds:
              - {code: thing, group: TECHNICAL, prefix: SYS, stages: system, title: {en: "Thing"}}
            stageSets:
              - code: system
                stages:
                  - {code: built, phase: IN_USE, next: [gone], title: {en: "Built"}}
                  - {code: gone, phase: GONE, next: [], title: {en: "Gone"}}
            classifiers:
              - code: areas
                title: {en: "Areas"}
                source: "ours"
                items:
                  - {code: "1", title: {en: "One"}}
                  - {code: "1.1", title: {en: "One one"}}
            """;

    @Test
    void aSmallPackIsAPack() {
        Pack pack = read(SMALL);
        assertThat(pack.content().id()).isEqualTo("small");
        assertThat(pack.hasArea("1.1")).isTrue();
        assertThat(pack.hasArea("2")).isFalse();
    }

    @Test
    void anUnknownAreaIsAProblemInASmallClassifierToo() {
        assertThat(read(SMALL).problems(new Declaration(States.ONE, "2", null, States.DAY)))
                .extracting(Problem::code)
                .containsExactly(Problem.Code.UNKNOWN_CODE);
    }

    @CsvSource(
            delimiter = '|',
            value = {
                "next: [gone]           | next: [lost]       | built leads to lost, which is no stage of the set",
                "{code: \"1.1\"         | {code: \"2.1\"     | Classifier areas has no 2 before 2.1",
                "{code: \"1.1\"         | {code: \"1\"       | Classifier areas has the code 1 twice",
                "- {code: gone          | - {code: built     | Stage set system has the stage built twice",
                "stages: system         | stages: act        | The kind thing goes through the stages of act, which is no stage set",
                "phase: IN_USE          | phase: SLEEPING    | Line 12",
                "prefix: SYS            | colour: red        | Line 8",
                "version: 1             | version: one       | Line 2",
                "languages: [en]        | languages: [en     | Line ",
                "source: \"ours\"       | source:            | creator property 'source'"
            })
    @ParameterizedTest
    void aFileThatContradictsItselfIsRefusedWithThePlace(String right, String wrong, String sentence) {
        assertThat(SMALL).contains(right);
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> read(SMALL.replace(right, wrong)))
                .withMessageContaining(sentence);
    }

    @CsvSource(
            delimiter = '|',
            value = {
                "id: small              | id",
                "title: {en: \"Small\"} | title",
                "languages: [en]        | languages",
                "code: any,             | code",
                "{code: thing,          | code",
                "group: TECHNICAL,      | group",
                "prefix: SYS,           | prefix",
                "phase: IN_USE,         | phase",
                "next: [gone],          | next",
                ", title: {en: \"Gone\"} | title",
                "source: \"ours\"       | source"
            })
    @ParameterizedTest
    void whatIsMissingIsRefusedByItsName(String missing, String name) {
        assertThat(SMALL).contains(missing);
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> read(SMALL.replace(missing, missing.startsWith("{") ? "{" : "")))
                .withMessageContaining("'" + name + "'");
    }

    @ValueSource(strings = {"levels", "kinds", "stageSets", "classifiers"})
    @ParameterizedTest
    void aListThatIsMissingIsRefusedByItsName(String name) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> read(SMALL.replaceAll("(?m)^" + name + ":\n(?: .*\n)+", "")))
                .withMessageContaining("'" + name + "'");
    }

    @Test
    void aNumberThatIsMissingIsRefused() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> read(SMALL.replace("version: 1", "")))
                .withMessageContaining("Line")
                .withMessageContaining("`null` into type `int`");
    }

    @Test
    void aPackFromBeforeThereWerePoliciesLetsEveryFigureBeTold() {
        assertThat(SMALL).doesNotContain("policies");
        assertThat(read(SMALL).content().policies()).isEmpty();
        assertThat(read(SMALL).smallestCount()).isEqualTo(1);
    }

    @Test
    void aPackSaysFromWhichNumberOnAFigureIsTold() {
        assertThat(read(SMALL + "policies: {smallestCount: 5}\n").smallestCount())
                .isEqualTo(5);
        assertThat(PackReader.read(PackReader.neutral()).smallestCount()).isEqualTo(3);
    }

    @ValueSource(
            strings = {
                "policies: {}",
                "policies: {smallestCount: }",
                "policies: {smallestCount: few}",
                "policies: {least: 3}"
            })
    @ParameterizedTest
    void policiesThatSayNothingAreRefused(String policies) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> read(SMALL + policies + "\n"))
                .withMessageContaining("Line 2");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> read(""));
    }

    private static Pack read(String file) {
        return PackReader.read(file.getBytes(UTF_8));
    }
}
