package assetledger.model;

import static assetledger.model.Refused.refuses;
import static assetledger.testing.States.DAY;
import static assetledger.testing.States.ONE;
import static assetledger.testing.States.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTests {
    private static final RegisterNumber NUMBER = new RegisterNumber("SYS-1042");
    private static final List<StageInterval> STAGES = List.of(new StageInterval("operation", DAY));

    @ValueSource(strings = {"SYS-1042", "AB-0", "ABCDEFGH-123456789012"})
    @ParameterizedTest
    void aRegisterNumberIsAPrefixAndDigits(String text) {
        assertThat(new RegisterNumber(text)).hasToString(text);
    }

    @ValueSource(strings = {"", "SYS", "sys-1", "SYS-", "S-1", "SYS-1234567890123", "SYS-1 ", "SYS-١"})
    @ParameterizedTest
    void aRegisterNumberRefusesAnyOtherForm(String text) {
        refuses("number", "looks like SYS-1042", () -> new RegisterNumber(text));
    }

    @ValueSource(
            strings = {"", "1", "1B4E28BA-2FA1-41D2-883F-0016D3CCA427", "1b4e28ba2fa141d2883f0016d3cca427", "1-1-1-1-1"
            })
    @ParameterizedTest
    void anIdRefusesAnyOtherFormThanItsOwn(String text) {
        refuses("id", "looks like 1b4e28ba-2fa1-41d2-883f-0016d3cca427", () -> RecordId.of(text));
    }

    @Test
    void anIdIsReadBackFromItsText() {
        RecordId id = RecordId.random();
        assertThat(RecordId.of(id.toString())).isEqualTo(id);
    }

    @Test
    void aRefusedIdIsShownInPartOnlySoThatAMessageStaysShort() {
        refuses("id", "x".repeat(60) + "...'", () -> RecordId.of("x".repeat(10_000)));
    }

    @ValueSource(
            strings = {
                "bell\u0007",
                "escape\u001b[2J",
                "next line\u0085",
                "control sequence\u009b",
                "override\u202e",
                "isolate\u2066",
                "half\ud83d"
            })
    @ParameterizedTest
    void aTextRefusesCharactersThatHide(String text) {
        refuses("name", "must not contain control characters or direction overrides", () -> subject(text));
    }

    @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
    @ParameterizedTest
    void aTextShowsSomething(String text) {
        refuses("name", "must not be blank", () -> subject(text));
    }

    @Test
    void aTextIsComposed() {
        refuses("name", "composed form (NFC)", () -> subject("e\u0301"));
        assertThat(subject("\u00e9 \ud83d\ude80\nёлка\t«»").name()).startsWith("\u00e9");
    }

    @Test
    void aTextHasABound() {
        assertThat(subject("x".repeat(500)).name()).hasSize(500);
        refuses("name", "at most 500 characters, but has 501", () -> subject("x".repeat(501)));
    }

    @ValueSource(ints = {1899, 2201, -1})
    @ParameterizedTest
    void aYearIsFromNineteenHundredToTwentyTwoHundred(int year) {
        refuses("year", "from 1900 to 2200", () -> new YearValue(year, BigDecimal.ONE));
        refuses("year", "from 1900 to 2200", () -> new YearAmount(year, Money.of(Money.currency("RUB"), "1")));
    }

    @Test
    void anAssetHasAtLeastOneStage() {
        refuses("stages", "at least one stage", () -> asset(List.of()));
    }

    @Test
    void eachStageBeginsAfterTheOneBeforeIt() {
        List<StageInterval> sameDay = List.of(new StageInterval("trial", DAY), new StageInterval("operation", DAY));
        refuses(
                "stages[1].from",
                "operation (2026-03-31) does not come after trial (2026-03-31)",
                () -> asset(sameDay));
    }

    @Test
    void aValueDoesNotChangeWhenTheListThatItWasMadeFromDoes() {
        List<StageInterval> stages = new ArrayList<>(STAGES);
        TechnicalAsset asset = asset(stages);
        stages.clear();
        assertThat(asset.stages()).isEqualTo(STAGES);
    }

    @Test
    void aSpendingLineHasAmountsOfOneCurrencyEachYearOnce() {
        YearAmount rub = new YearAmount(2025, Money.of(Money.currency("RUB"), "1"));
        YearAmount cad = new YearAmount(2026, Money.of(Money.currency("CAD"), "1"));
        refuses("amounts", "at least one year", () -> line(List.of()));
        refuses("amounts", "in one currency", () -> line(List.of(rub, cad)));
        refuses("amounts", "the year 2025 twice", () -> line(List.of(rub, rub)));
    }

    @Test
    void aDeclarationSpeaksOfAnAreaOrOfAFunction() {
        refuses("area", "of an area or of a function", () -> new Declaration(ONE, null, null, DAY));
        refuses("area", "not of both", () -> new Declaration(ONE, "09", TWO, DAY));
    }

    @Test
    void aPackIsNamedByAWholeHash() {
        refuses("sha256", "64 hexadecimal digits", () -> new ActivePack("neutral", 1, "abc"));
        refuses("sha256", "64 hexadecimal digits", () -> new ActivePack("neutral", 1, "G".repeat(64)));
    }

    @EnumSource(LinkKind.class)
    @ParameterizedTest
    void aLinkSaysOnlyWhatItsKindAllowsAndAllThatItsKindDemands(LinkKind kind) {
        for (Term term : Term.values()) {
            if (kind.allows(term)) {
                assertThat(link(kind, terms(kind, term)).terms().of(term)).isNotNull();
            } else {
                refuses(term.field(), "says nothing of its " + term.field(), () -> link(kind, terms(kind, term)));
            }
            if (kind.requires(term)) {
                refuses(term.field(), "must say its " + term.field(), () -> link(kind, without(kind, term)));
            }
        }
    }

    @Test
    void aLinkDemandsOnlyWhatItAllows() {
        for (LinkKind kind : LinkKind.values()) {
            for (Term term : Term.values()) {
                assertThat(kind.requires(term) && !kind.allows(term))
                        .as("%s %s", kind, term)
                        .isFalse();
            }
        }
    }

    @ValueSource(ints = {0, 6})
    @ParameterizedTest
    void aLevelIsFromOneToFive(int level) {
        refuses("level", "from 1 to 5", () -> new Terms(null, null, null, null, null, level, null));
    }

    @ValueSource(ints = {0, -1, 1_000_001})
    @ParameterizedTest
    void aCountIsFromOneToAMillion(int count) {
        refuses("count", "from 1 to 1,000,000", () -> new Terms(null, null, null, null, null, 1, count));
    }

    private static Subject subject(String name) {
        return new Subject(name, "regional", null, Validity.ALWAYS, List.of(), List.of());
    }

    private static TechnicalAsset asset(List<StageInterval> stages) {
        return new TechnicalAsset(card("information-system", "B", stages), null, null, null);
    }

    private static SpendingLine line(List<YearAmount> amounts) {
        return new SpendingLine(card("spending-line", null, STAGES), null, amounts);
    }

    private static AssetCard card(String type, @Nullable String purpose, List<StageInterval> stages) {
        return new AssetCard(NUMBER, type, "A", purpose, ONE, stages, List.of(), null);
    }

    private static Link link(LinkKind kind, Terms terms) {
        return new Link(kind, ONE, TWO, Validity.ALWAYS, terms);
    }

    /** What the kind demands, and one term more. */
    private static Terms terms(LinkKind kind, Term one) {
        return terms(term -> term == one || kind.requires(term));
    }

    /** What the kind demands but for one term. */
    private static Terms without(LinkKind kind, Term but) {
        return terms(term -> term != but && kind.requires(term));
    }

    private static Terms terms(Predicate<Term> said) {
        return new Terms(
                said(said, Term.DEGREE, Degree.FULL),
                said(said, Term.TERRITORY, "North"),
                said(said, Term.TEXT, "Text"),
                said(said, Term.ACT, ONE),
                said(said, Term.CLAUSE, "5"),
                said(said, Term.LEVEL, 3),
                said(said, Term.COUNT, 7),
                said(said, Term.STANDARD, "REST"),
                said(said, Term.DATA, "Permits"),
                said(said, Term.EVIDENCE, "Certificate 1"),
                said.test(Term.ADDED) ? List.of(ONE) : List.of(),
                said.test(Term.WITHOUT) ? List.of(TWO) : List.of());
    }

    private static <T> @Nullable T said(Predicate<Term> said, Term term, T value) {
        return said.test(term) ? value : null;
    }
}
