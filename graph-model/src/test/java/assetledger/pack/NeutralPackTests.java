package assetledger.pack;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.model.Asset;
import assetledger.model.AssetCard;
import assetledger.model.AssetGroup;
import assetledger.model.Phase;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RegisterNumber;
import assetledger.model.StageInterval;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.model.TechnicalAsset;
import assetledger.model.Validity;
import assetledger.testing.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NeutralPackTests {
    private static final Pack PACK = PackReader.read(PackReader.neutral());
    private static final List<Classifier.Item> ITEMS =
            PACK.content().classifiers().get(0).items();

    @Test
    void theClassifierHasTheDivisionsGroupsAndClassesAsPublished() {
        Map<Integer, Long> byDepth =
                ITEMS.stream().collect(Collectors.groupingBy(item -> depth(item), Collectors.counting()));
        assertThat(byDepth).isEqualTo(Map.of(1, 10L, 2, 69L, 3, 109L));
        assertThat(ITEMS).hasSize(188);
    }

    @Test
    void everyCodeHasAnEnglishTitleAndEveryDivisionAndGroupARussianOne() {
        assertThat(ITEMS).allSatisfy(item -> assertThat(item.title().get("en")).isNotBlank());
        assertThat(ITEMS)
                .filteredOn(item -> depth(item) < 3)
                .hasSize(79)
                .allSatisfy(item -> assertThat(item.title().get("ru")).containsPattern("[а-яё]"));
    }

    @Test
    void everyStepLeadsToAStageAndEveryStageCanBeLeftOrIsTheLast() {
        assertThat(PACK.content().stageSets())
                .hasSize(4)
                .allSatisfy(set -> assertThat(set.stages())
                        .allSatisfy(stage -> assertThat(stage.next())
                                .allSatisfy(next -> assertThat(set.stage(next)).isPresent())));
        assertThat(PACK.content().stageSets())
                .flatExtracting(StageSet::stages)
                .filteredOn(stage -> stage.next().isEmpty())
                .extracting(StageSet.Stage::phase)
                .containsOnly(Phase.GONE);
    }

    @EnumSource(Phase.class)
    @ParameterizedTest
    void systemsGoThroughEveryPhase(Phase phase) {
        StageSet systems = PACK.content().stageSets().get(0);
        assertThat(systems.stages()).extracting(StageSet.Stage::phase).contains(phase);
    }

    @EnumSource(AssetGroup.class)
    @ParameterizedTest
    void everyGroupHasAKindOfAssetWithStages(AssetGroup group) {
        Pack.AssetType type = PACK.typeOf(group);
        assertThat(RegisterNumber.at(type.prefix(), 1042).value()).endsWith("-1042");
        assertThat(PACK.content().stageSets()).extracting(StageSet::code).contains(type.stages());
    }

    @Test
    void everyTitleIsThereInEveryLanguageOfThePack() {
        List<Map<String, String>> titles = new ArrayList<>();
        titles.add(PACK.content().title());
        titles.addAll(each(PACK.content().levels(), Pack.Level::title));
        titles.addAll(each(PACK.content().kinds(), Pack.AssetType::title));
        PACK.content().stageSets().forEach(set -> titles.addAll(each(set.stages(), StageSet.Stage::title)));
        assertThat(titles)
                .hasSizeGreaterThan(20)
                .allSatisfy(title -> assertThat(title)
                        .containsOnlyKeys(PACK.content().languages().toArray(String[]::new)));
    }

    @Test
    void theHashIsThatOfTheFile() {
        byte[] changed = PackReader.neutral();
        changed[2] ^= 1; // a letter of the comment on the first line
        assertThat(PACK.sha256())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(PackReader.read(changed).sha256());
        assertThat(PackReader.read(PackReader.neutral())).isEqualTo(PACK);
    }

    @CsvSource({"07.4.0, 07.4", "07.4, 07"})
    @ParameterizedTest
    void theParentOfACodeIsTheCodeWithoutItsLastPart(String code, String parent) {
        assertThat(PACK.area(code).flatMap(Classifier.Item::parent)).contains(parent);
        assertThat(PACK.area("07").flatMap(Classifier.Item::parent)).isEmpty();
    }

    @Test
    void aStateOfKnownCodesHasNoProblem() {
        List<State> known = States.full()
                .filter(state -> !(state instanceof Asset) || state instanceof TechnicalAsset)
                .toList();
        assertThat(known)
                .hasSizeGreaterThan(5)
                .allSatisfy(state -> assertThat(PACK.problems(state)).isEmpty());
    }

    @Test
    void anUnknownLevelAreaOrStageIsAProblemThatShowsTheKnownOnes() {
        assertThat(PACK.problems(new Subject("A", "planetary", null, Validity.ALWAYS, List.of(), List.of())))
                .containsExactly(new Problem(
                        null,
                        "level",
                        Problem.Code.UNKNOWN_CODE,
                        "A level is one of national, regional, municipal, but this is 'planetary'"));
        assertThat(PACK.problems(new assetledger.model.Declaration(States.ONE, "77", null, States.DAY)))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "area",
                        Problem.Code.UNKNOWN_CODE,
                        "An area is a code of the classifier cofog such as 01.1.1, but this is '77'"));
        assertThat(PACK.problems(system("operation", "sleeping")))
                .extracting(Problem::field, Problem::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("stages[1].stage", Problem.Code.UNKNOWN_CODE));
    }

    @Test
    void aStageIsNotSkippedAndNothingFollowsTheLast() {
        assertThat(PACK.problems(system("idea", "planned", "creation", "trial", "operation")))
                .isEmpty();
        assertThat(PACK.problems(system("idea", "operation")))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "stages[1].stage",
                        Problem.Code.NOT_ALLOWED,
                        "After idea comes planned or refused or cancelled, not operation"));
        assertThat(PACK.problems(system("removed", "operation")))
                .extracting(Problem::message)
                .containsExactly("After removed comes nothing, not operation");
    }

    private static int depth(Classifier.Item item) {
        return (int) item.code().chars().filter(unit -> unit == '.').count() + 1;
    }

    private static <T> List<Map<String, String>> each(List<T> things, Function<T, Map<String, String>> title) {
        return things.stream().map(title).toList();
    }

    private static TechnicalAsset system(String... stages) {
        List<StageInterval> path = new ArrayList<>();
        for (String stage : stages) {
            path.add(new StageInterval(stage, States.DAY.plusDays(path.size())));
        }
        RecordId owner = States.ONE;
        AssetCard card = new AssetCard(
                new RegisterNumber("SYS-1"), "information-system", "A", "B", owner, path, List.of(), null);
        return new TechnicalAsset(card, null, null, null);
    }
}
