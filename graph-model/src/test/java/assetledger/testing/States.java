package assetledger.testing;

import assetledger.model.ActivePack;
import assetledger.model.Appointment;
import assetledger.model.AssetCard;
import assetledger.model.Attribute;
import assetledger.model.Baseline;
import assetledger.model.Competency;
import assetledger.model.Criticality;
import assetledger.model.Declaration;
import assetledger.model.Degree;
import assetledger.model.Direction;
import assetledger.model.ExternalId;
import assetledger.model.FormerOwner;
import assetledger.model.Function;
import assetledger.model.FunctionKind;
import assetledger.model.Grant;
import assetledger.model.Import;
import assetledger.model.ImportState;
import assetledger.model.ImportTable;
import assetledger.model.Indicator;
import assetledger.model.LegalAct;
import assetledger.model.Licence;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Measure;
import assetledger.model.Money;
import assetledger.model.Origin;
import assetledger.model.Person;
import assetledger.model.Post;
import assetledger.model.Protection;
import assetledger.model.RecordId;
import assetledger.model.RegisterNumber;
import assetledger.model.Restriction;
import assetledger.model.Role;
import assetledger.model.SpendingLine;
import assetledger.model.StageInterval;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.model.TechnicalAsset;
import assetledger.model.Terms;
import assetledger.model.Transfer;
import assetledger.model.TransferState;
import assetledger.model.Validity;
import assetledger.model.YearAmount;
import assetledger.model.YearValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One state of every kind with all that it may say, and one with no more than it must say. */
public final class States {
    public static final RecordId ONE = RecordId.of("11111111-1111-4111-8111-111111111111");
    public static final RecordId TWO = RecordId.of("22222222-2222-4222-8222-222222222222");
    public static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    private static final String HASH = "0123456789abcdef".repeat(4);
    public static final ImportTable TABLE = new ImportTable("a.csv", HASH, "a.yaml", HASH, 9, 1, 2);
    private static final Currency RUB = Money.currency("RUB");
    private static final List<ExternalId> NAMES =
            List.of(new ExternalId("register", "К-17/2"), new ExternalId("site", "one"));
    private static final List<StageInterval> STAGE = List.of(new StageInterval("operation", DAY));
    private static final List<StageInterval> STAGES =
            List.of(new StageInterval("trial", DAY.minusYears(1)), new StageInterval("operation", DAY));

    private States() {}

    public static Stream<State> all() {
        return Stream.concat(full(), bare());
    }

    public static Stream<State> full() {
        return Stream.of(
                new Subject("Служба «Север»", "regional", ONE, new Validity(DAY, DAY.plusDays(1)), List.of(TWO), NAMES),
                new Function("Учёт", "Line one\nline two\ttabbed", "07.4.0", FunctionKind.CONTROL, ONE, NAMES),
                new TechnicalAsset(
                        new AssetCard(
                                number("SYS-1"),
                                "information-system",
                                "A \"B\" \\ C",
                                "Why",
                                ONE,
                                List.of(new FormerOwner(ONE, DAY.minusDays(1)), new FormerOwner(TWO, DAY)),
                                STAGES,
                                List.of(
                                        new Attribute("users", "12.5", "people"),
                                        new Attribute("hosting", "In-house, «Север»", null)),
                                NAMES,
                                new Restriction("Because", "local:ann")),
                        Origin.MIXED,
                        Licence.OPEN_SOURCE,
                        new Protection(Criticality.CRITICAL, "K2", DAY)),
                new TechnicalAsset(
                        card("DAT-5", "data-set", null), null, null, new Protection(Criticality.ORDINARY, null, null)),
                new LegalAct(card("ACT-2", "legal-act", null), "12-П", DAY),
                new SpendingLine(
                        card("FIN-3", "spending-line", new Restriction("Because", null)),
                        "071 0410",
                        List.of(amount(2025, "63400000000.00"), amount(2026, "0.01"))),
                new Competency(card("CMP-4", "competency", null), "C7"),
                new Post(
                        "Architect",
                        ONE,
                        List.of(
                                new Appointment(ONE, DAY.minusYears(1), DAY.minusDays(7)),
                                new Appointment(TWO, DAY, null)),
                        NAMES),
                new Measure("Measure", ONE, new Validity(DAY, DAY.plusYears(1)), NAMES),
                new Indicator(
                        "Share",
                        ONE,
                        "share",
                        Direction.LOWER_IS_BETTER,
                        new Baseline(new BigDecimal("0.50"), DAY),
                        List.of(value(2025, "-3"), value(2026, "12.5")),
                        List.of(value(2025, "0"), value(2026, "100000000000000000.000000001")),
                        NAMES),
                new Declaration(ONE, null, TWO, DAY),
                new Link(
                        LinkKind.MANDATED,
                        ONE,
                        TWO,
                        new Validity(DAY, DAY.plusDays(1)),
                        new Terms(null, "Northern Region", null, ONE, "art. 5", null, null)),
                new Link(
                        LinkKind.SUPPORTS,
                        ONE,
                        TWO,
                        Validity.ALWAYS,
                        new Terms(Degree.PARTIAL, "All", "In words 𝄞", null, null, null, null)),
                new Link(
                        LinkKind.HOLDS,
                        ONE,
                        TWO,
                        Validity.ALWAYS,
                        new Terms(null, null, null, null, null, 5, 1_000_000)),
                new Link(
                        LinkKind.USES,
                        ONE,
                        TWO,
                        Validity.ALWAYS,
                        new Terms(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(ONE),
                                List.of(TWO))),
                new Link(
                        LinkKind.INTEGRATES_WITH,
                        ONE,
                        TWO,
                        Validity.ALWAYS,
                        new Terms(
                                null, null, null, ONE, "5", null, null, "REST", "Permits", null, List.of(), List.of())),
                new Link(
                        LinkKind.POST_HOLDS,
                        ONE,
                        TWO,
                        Validity.ALWAYS,
                        new Terms(null, null, null, null, null, 1, null, null, null, "Nr 7", List.of(), List.of())),
                new ActivePack("neutral", 1, "0123456789abcdef".repeat(4)),
                new Grant(
                        "import-3",
                        true,
                        Role.REGISTRAR,
                        ONE,
                        new Validity(DAY, DAY.plusDays(1)),
                        "local:ann",
                        "local:ben"),
                new Import("Список", "local:ann", ONE, ImportState.COMPLETED, List.of(TABLE), List.of()),
                new Transfer(
                        ONE,
                        TWO,
                        List.of(TWO, ONE),
                        DAY,
                        ONE,
                        "Order 7",
                        TransferState.ACCEPTED,
                        "local:ann",
                        "local:ann",
                        "local:ben"),
                new Person(ONE, "Анна Б.", "ann@agency.example", "Registrar", null),
                new Person(ONE, null, null, null, new Person.Erasure(DAY, "Law 7, art. 5")));
    }

    public static Stream<State> bare() {
        return Stream.of(
                new Subject("A", "national", null, Validity.ALWAYS, List.of(), List.of()),
                new Function("A", null, "01", FunctionKind.SERVICE, null, List.of()),
                new TechnicalAsset(bare("SYS-1", "B"), null, null, null),
                new LegalAct(bare("ACT-1", null), null, null),
                new SpendingLine(bare("FIN-1", null), null, List.of(amount(2025, "0.00"))),
                new Competency(bare("CMP-1", null), null),
                new Post("A", ONE, List.of(), List.of()),
                new Measure("A", ONE, Validity.ALWAYS, List.of()),
                new Indicator("A", ONE, "days", Direction.HIGHER_IS_BETTER, null, List.of(), List.of(), List.of()),
                new Declaration(ONE, "09", null, DAY),
                new Link(LinkKind.USES, ONE, TWO, Validity.ALWAYS, Terms.NONE),
                new Grant("carla", false, Role.AUDITOR, null, Validity.ALWAYS, "local:ann", null),
                new Import(
                        "List",
                        "local:ann",
                        null,
                        ImportState.OPEN,
                        List.of(new ImportTable("a.csv", HASH, "a.yaml", HASH, 0, 0, 0)),
                        List.of(new ExternalId("open-import", "A"))),
                new Transfer(
                        ONE,
                        TWO,
                        List.of(ONE),
                        DAY,
                        null,
                        null,
                        TransferState.PROPOSED,
                        "local:ann",
                        null,
                        "local:ann"),
                new Person(ONE, "A", null, null, null));
    }

    private static RegisterNumber number(String text) {
        return new RegisterNumber(text);
    }

    private static YearAmount amount(int year, String amount) {
        return new YearAmount(year, Money.of(RUB, amount));
    }

    private static YearValue value(int year, String value) {
        return new YearValue(year, new BigDecimal(value));
    }

    private static AssetCard card(String number, String type, @Nullable Restriction restriction) {
        return new AssetCard(number(number), type, "Name", "Why", ONE, STAGES, NAMES, restriction);
    }

    private static AssetCard bare(String number, @Nullable String purpose) {
        return new AssetCard(number(number), "t", "A", purpose, ONE, STAGE, List.of(), null);
    }
}
