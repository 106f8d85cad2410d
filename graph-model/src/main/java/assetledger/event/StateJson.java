package assetledger.event;

import assetledger.model.ActivePack;
import assetledger.model.Appointment;
import assetledger.model.Asset;
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
import assetledger.model.Problem;
import assetledger.model.Protection;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
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
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * States as JSON objects and back. A client's input has the same members as the stored state, so one reader serves
 * both; what a register assigns (number, type) is put in before.
 */
public final class StateJson {
    private StateJson() {}

    /** A state, or every reason why the members are none. */
    public record Reading(@Nullable State state, List<Problem> problems) {}

    public static Reading read(RecordKind kind, Map<String, Object> members) {
        Fields fields = new Fields(members);
        Optional<? extends State> state =
                switch (kind) {
                    case SUBJECT -> subject(fields);
                    case FUNCTION -> function(fields);
                    case TECHNICAL_ASSET -> technicalAsset(fields);
                    case LEGAL_ACT -> legalAct(fields);
                    case SPENDING_LINE -> spendingLine(fields);
                    case COMPETENCY -> competency(fields);
                    case MEASURE -> measure(fields);
                    case INDICATOR -> indicator(fields);
                    case DECLARATION -> declaration(fields);
                    case LINK -> link(fields);
                    case PACK -> pack(fields);
                    case GRANT -> grant(fields);
                    case IMPORT -> run(fields);
                    case PERSON -> person(fields);
                    case POST -> post(fields);
                    case TRANSFER -> transfer(fields);
                };
        return new Reading(state.orElse(null), fields.problems());
    }

    /**
     * Reads what the ledger keeps.
     * @throws IllegalStateException where the members are no state: they were one when they were kept
     */
    public static State stored(RecordKind kind, Map<String, Object> members) {
        Reading reading = read(kind, members);
        if (reading.state() == null) {
            throw new IllegalStateException("A stored %s cannot be read: %s".formatted(kind, reading.problems()));
        }
        return reading.state();
    }

    public static Map<String, Object> write(State state) {
        return StateWriter.members(state);
    }

    private static Optional<Subject> subject(Fields in) {
        String name = in.text("name");
        String level = in.text("level");
        RecordId parent = in.optionalId("parent");
        var from = in.optionalDate("existsFrom");
        var to = in.optionalDate("existsTo");
        var successors = in.ids("successors");
        var externalIds = in.externalIds();
        return in.build(() -> new Subject(name, level, parent, new Validity(from, to), successors, externalIds));
    }

    private static Optional<Function> function(Fields in) {
        String name = in.text("name");
        String description = in.optionalText("description");
        String area = in.text("area");
        FunctionKind kind = in.one(FunctionKind.class, "kind");
        RecordId broader = in.optionalId("broader");
        var externalIds = in.externalIds();
        return in.build(() -> new Function(name, description, area, kind, broader, externalIds));
    }

    private static Optional<? extends Asset> technicalAsset(Fields in) {
        AssetFields asset = new AssetFields(in, in.text("purpose"));
        Origin origin = in.optionalOne(Origin.class, "origin");
        Licence licence = in.optionalOne(Licence.class, "licence");
        Protection protection = in.optional(
                "protection",
                fields -> new Protection(
                        fields.one(Criticality.class, "criticality"),
                        fields.optionalText("securityClass"),
                        fields.optionalDate("attestedUntil")));
        return in.build(() -> new TechnicalAsset(asset.card(), origin, licence, protection));
    }

    private static Optional<? extends Asset> legalAct(Fields in) {
        AssetFields asset = new AssetFields(in, in.optionalText("purpose"));
        String number = in.optionalText("actNumber");
        var date = in.optionalDate("actDate");
        return in.build(() -> new LegalAct(asset.card(), number, date));
    }

    private static Optional<? extends Asset> competency(Fields in) {
        AssetFields asset = new AssetFields(in, in.optionalText("purpose"));
        String code = in.optionalText("code");
        return in.build(() -> new Competency(asset.card(), code));
    }

    private static Optional<? extends Asset> spendingLine(Fields in) {
        AssetFields asset = new AssetFields(in, in.optionalText("purpose"));
        String budgetCode = in.optionalText("budgetCode");
        Currency currency = in.currency("currency");
        // Without a currency no amount can be read; another stands in, so that all problems come out.
        Currency readable = currency == null ? Money.currency("EUR") : currency;
        List<YearAmount> amounts = in.listOfSome(
                "amounts", line -> new YearAmount(line.integer("year"), Money.of(readable, line.text("amount"))));
        return in.build(() -> new SpendingLine(asset.card(), budgetCode, amounts));
    }

    /** What all four groups share; read before the rest, so that its problems come first. */
    private static final class AssetFields {
        final String number;
        final String type;
        final String name;
        final @Nullable String purpose;
        final RecordId owner;
        final List<FormerOwner> formerOwners;
        final List<StageInterval> stages;
        final List<Attribute> attributes;
        final List<ExternalId> externalIds;
        final @Nullable Restriction restriction;

        AssetFields(Fields in, @Nullable String purpose) {
            this.purpose = purpose;
            number = in.text("number");
            type = in.text("type");
            name = in.text("name");
            owner = in.id("owner");
            formerOwners = in.list("formerOwners", former -> new FormerOwner(former.id("owner"), former.date("until")));
            stages = in.listOfSome("stages", stage -> new StageInterval(stage.text("stage"), stage.date("from")));
            attributes = in.list(
                    "attributes",
                    given -> new Attribute(given.text("code"), given.text("value"), given.optionalText("unit")));
            externalIds = in.externalIds();
            restriction = in.optional(
                    "restriction",
                    fields -> new Restriction(fields.text("ground"), fields.optionalText("releaseProposedBy")));
        }

        AssetCard card() {
            return new AssetCard(
                    new RegisterNumber(number),
                    type,
                    name,
                    purpose,
                    owner,
                    formerOwners,
                    stages,
                    attributes,
                    externalIds,
                    restriction);
        }
    }

    private static Optional<Measure> measure(Fields in) {
        String name = in.text("name");
        RecordId owner = in.id("owner");
        var from = in.optionalDate("from");
        var to = in.optionalDate("to");
        var externalIds = in.externalIds();
        return in.build(() -> new Measure(name, owner, new Validity(from, to), externalIds));
    }

    private static Optional<Indicator> indicator(Fields in) {
        String name = in.text("name");
        RecordId owner = in.id("owner");
        String unit = in.text("unit");
        Direction direction = in.one(Direction.class, "direction");
        Baseline baseline =
                in.optional("baseline", fields -> new Baseline(fields.decimal("value"), fields.date("date")));
        var plans = in.list("plans", StateJson::yearValue);
        var actuals = in.list("actuals", StateJson::yearValue);
        var externalIds = in.externalIds();
        return in.build(() -> new Indicator(name, owner, unit, direction, baseline, plans, actuals, externalIds));
    }

    private static YearValue yearValue(Fields in) {
        return new YearValue(in.integer("year"), in.decimal("value"));
    }

    private static Optional<Declaration> declaration(Fields in) {
        RecordId subject = in.id("subject");
        String area = in.optionalText("area");
        RecordId function = in.optionalId("function");
        var on = in.date("on");
        return in.build(() -> new Declaration(subject, area, function, on));
    }

    private static Optional<Link> link(Fields in) {
        LinkKind kind = in.one(LinkKind.class, "kind");
        RecordId tail = in.id("tail");
        RecordId head = in.id("head");
        var from = in.optionalDate("from");
        var to = in.optionalDate("to");
        Degree degree = in.optionalOne(Degree.class, "degree");
        String territory = in.optionalText("territory");
        String text = in.optionalText("text");
        RecordId act = in.optionalId("act");
        String clause = in.optionalText("clause");
        Integer level = in.optionalInteger("level");
        Integer count = in.optionalInteger("count");
        String standard = in.optionalText("standard");
        String data = in.optionalText("data");
        String evidence = in.optionalText("evidence");
        var added = in.ids("added");
        var without = in.ids("without");
        return in.build(() -> new Link(
                kind,
                tail,
                head,
                new Validity(from, to),
                new Terms(
                        degree, territory, text, act, clause, level, count, standard, data, evidence, added, without)));
    }

    private static Optional<ActivePack> pack(Fields in) {
        String pack = in.text("pack");
        int version = in.integer("packVersion");
        String sha256 = in.text("sha256");
        return in.build(() -> new ActivePack(pack, version, sha256));
    }

    private static Optional<Grant> grant(Fields in) {
        String holder = in.text("holder");
        boolean client = in.flag("client");
        Role role = in.one(Role.class, "role");
        RecordId authority = in.optionalId("authority");
        var from = in.optionalDate("from");
        var to = in.optionalDate("to");
        String proposedBy = in.text("proposedBy");
        String acceptedBy = in.optionalText("acceptedBy");
        return in.build(
                () -> new Grant(holder, client, role, authority, new Validity(from, to), proposedBy, acceptedBy));
    }

    private static Optional<Import> run(Fields in) {
        String source = in.text("source");
        String person = in.text("person");
        RecordId owner = in.optionalId("owner");
        ImportState state = in.one(ImportState.class, "state");
        List<ImportTable> tables = in.listOfSome("tables", StateJson::table);
        var externalIds = in.externalIds();
        return in.build(() -> new Import(source, person, owner, state, tables, externalIds));
    }

    /** Figures that are known at the end only are zero before. */
    private static ImportTable table(Fields in) {
        Integer repeated = in.optionalInteger("repeated");
        Integer reported = in.optionalInteger("reported");
        return new ImportTable(
                in.text("file"),
                in.text("sha256"),
                in.text("mapping"),
                in.text("mappingSha256"),
                in.integer("rows"),
                repeated == null ? 0 : repeated,
                reported == null ? 0 : reported);
    }

    private static Optional<Person> person(Fields in) {
        RecordId owner = in.id("owner");
        Person.Erasure erasure =
                in.optional("erasure", fields -> new Person.Erasure(fields.date("on"), fields.text("basis")));
        String name = erasure == null ? in.text("name") : in.optionalText("name");
        String mail = in.optionalText("mail");
        String post = in.optionalText("post");
        return in.build(() -> new Person(owner, name, mail, post, erasure));
    }

    private static Optional<Post> post(Fields in) {
        String name = in.text("name");
        RecordId owner = in.id("owner");
        var appointments = in.list(
                "appointments",
                fields -> new Appointment(fields.id("person"), fields.date("from"), fields.optionalDate("to")));
        var externalIds = in.externalIds();
        return in.build(() -> new Post(name, owner, appointments, externalIds));
    }

    private static Optional<Transfer> transfer(Fields in) {
        RecordId from = in.id("from");
        RecordId to = in.id("to");
        List<RecordId> assets = in.ids("assets");
        LocalDate on = in.date("on");
        RecordId act = in.optionalId("act");
        String ground = in.optionalText("ground");
        TransferState state = in.one(TransferState.class, "state");
        String proposedBy = in.text("proposedBy");
        String giver = in.optionalText("acceptedByGiver");
        String taker = in.optionalText("acceptedByTaker");
        return in.build(() -> new Transfer(from, to, assets, on, act, ground, state, proposedBy, giver, taker));
    }
}
