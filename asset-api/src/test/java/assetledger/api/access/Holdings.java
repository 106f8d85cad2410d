package assetledger.api.access;

import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.registration;

import assetledger.api.access.Policy.Relation;
import assetledger.api.access.Policy.Who;
import assetledger.api.testing.Change;
import assetledger.api.testing.Registrar;
import assetledger.api.testing.Reply;
import assetledger.decide.Decide;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What two authorities hold: of each kind of record one, of each kind of asset a restricted one too, and between them
 * every kind of link. What is restricted, or is money, carries canaries.
 */
final class Holdings {
    /** The year of the open lines; restricted ones are of another, so that no sum mixes them. */
    static final int YEAR = 2026;

    static final int RESTRICTED_YEAR = 2031;
    static final String DAY = "2020-01-01";

    private final Canaries canaries;
    private final Registrar registrar;
    private final Asker keeper;
    private final Function<String, Asker> registrarOf;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final String nonce = Long.toString(System.nanoTime(), 36);
    private long position;

    private Holdings(Canaries canaries, Registrar registrar, Asker keeper, Function<String, Asker> registrarOf) {
        this.canaries = canaries;
        this.registrar = registrar;
        this.keeper = keeper;
        this.registrarOf = registrarOf;
    }

    /**
     * Registers them.
     * @param keeper who may do everything that takes one person
     * @param registrarOf who records for the authority with an id
     * @param first an operator
     * @param second another
     */
    static Holdings registered(
            Canaries canaries,
            Registrar registrar,
            Asker keeper,
            Function<String, Asker> registrarOf,
            Asker first,
            Asker second) {
        Holdings holdings = new Holdings(canaries, registrar, keeper, registrarOf);
        holdings.register(first, second);
        return holdings;
    }

    /** The id of a record by its kind and whose it is. */
    String id(String kind, Relation relation) {
        return Objects.requireNonNull(ids.get(key(kind, relation)), key(kind, relation));
    }

    /** Keeps the id of something that is no record. */
    void keep(String kind, Relation relation, String id) {
        ids.put(key(kind, relation), id);
    }

    int version(String kind, Relation relation) {
        return versions.getOrDefault(key(kind, relation), 1);
    }

    Map<String, Object> ref(String kind, Relation relation) {
        return byId(id(kind, relation));
    }

    /** The value of the identifier that a record has in the tests' scheme; no canary, since questions name it. */
    String external(String kind, Relation relation) {
        return "%s %s %s".formatted(kind, relation.label(), nonce);
    }

    /** From where on every answer shows all of it. */
    long position() {
        return position;
    }

    static String authority(Relation relation) {
        return switch (relation) {
            case OWN, OWN_RESTRICTED -> "north";
            case FOREIGN, FOREIGN_RESTRICTED -> "south";
            case NONE -> "nobody";
        };
    }

    private static String key(String kind, Relation relation) {
        return kind + "/" + relation;
    }

    private static Set<Who> readers(Relation relation, boolean money) {
        Set<Who> who = EnumSet.of(Who.AUDITOR);
        if (relation.own()) {
            who.addAll(EnumSet.of(Who.REGISTRAR, Who.MACHINE));
        }
        if (money && !relation.restricted()) {
            who.addAll(EnumSet.of(Who.ANALYST, Who.BUDGET_REVIEWER));
        }
        return who;
    }

    private void register(Asker first, Asker second) {
        add("Subject", Relation.NONE, "subject", new HashMap<>(Map.of("level", "national")));
        for (String function : List.of("Broader", "Function", "Planned", "Duty")) {
            Map<String, Object> members = new HashMap<>(Map.of(
                    "area", function.equals("Duty") ? "09.1.2" : "07.4.0", "kind", "SERVICE", "description", "Serves"));
            if (function.equals("Function")) {
                members.put("broader", ref("Broader", Relation.NONE));
            }
            add(function, Relation.NONE, "function", members);
        }
        Relation.OWNED.forEach(this::records);
        Relation.RESTRICTED.forEach(this::assets);
        Relation.OWNED.forEach(this::links);
        Relation.RESTRICTED.forEach(this::restrictedLinks);
        Relation.RESTRICTED.forEach(this::proposeRelease);
        Relation.OWNED.forEach(this::imports);
        Relation.OWNED.forEach(this::persons);
        Relation.OWNED.forEach(this::given);
        Relation.OWNED.forEach(this::transfer);
        grants(first, second);
        ids.put(key("Pack", Relation.NONE), Decide.packRecord("neutral").toString());
    }

    private void records(Relation relation) {
        add(
                "Subject",
                relation,
                "subject",
                new HashMap<>(Map.of(
                        "level",
                        "regional",
                        "parent",
                        ref("Subject", Relation.NONE),
                        "existsFrom",
                        DAY,
                        "existsTo",
                        "2040-01-01")));
        assets(relation);
        add("Measure", relation, "measure", owned(relation, Map.of("from", DAY, "to", "2040-01-01")));
        add(
                "Indicator",
                relation,
                "indicator",
                owned(
                        relation,
                        Map.of(
                                "unit", "share",
                                "direction", "HIGHER_IS_BETTER",
                                "baseline", Map.of("value", "1", "date", DAY),
                                "plans", List.of(Map.of("year", YEAR, "value", "2")),
                                "actuals", List.of(Map.of("year", YEAR, "value", "1")))));
    }

    private Map<String, Object> owned(Relation relation, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(more);
        Relation owner = relation.own() ? Relation.OWN : Relation.FOREIGN;
        members.put("owner", ref("Subject", owner));
        return members;
    }

    /** One of each kind of asset; texts of restricted ones, and money, are canaries. */
    private void assets(Relation relation) {
        Map<String, Object> system = asset(relation, "system", "operation");
        system.putAll(Map.of("origin", "FOREIGN", "licence", "PROPRIETARY"));
        system.put("protection", Map.of("criticality", "CRITICAL", "securityClass", "K1", "attestedUntil", DAY));
        system.put("attributes", List.of(Map.of("code", "users", "value", "7", "unit", "people")));
        add("TechnicalAsset", relation, "system", system);
        Map<String, Object> act = asset(relation, "act", "in-force");
        act.putAll(Map.of("actNumber", text(relation, "number"), "actDate", DAY));
        add("LegalAct", relation, "act", act);
        Map<String, Object> competency = asset(relation, "competency", "met");
        competency.put("code", text(relation, "code"));
        add("Competency", relation, "competency", competency);
        Map<String, Object> line = asset(relation, "line", "approved");
        line.putAll(Map.of(
                "budgetCode", canaries.text(authority(relation), "budget", readers(relation, true)),
                "currency", "EUR",
                "amounts",
                        List.of(Map.of(
                                "year",
                                relation.restricted() ? RESTRICTED_YEAR : YEAR,
                                "amount",
                                canaries.amount(readers(relation, true))))));
        add("SpendingLine", relation, "spendingLine", line);
        if (!relation.restricted()) {
            Map<String, Object> planned = asset(relation, "planned", "creation");
            planned.put(
                    "stages",
                    List.of(stage("creation", DAY), stage("trial", "2035-01-01"), stage("operation", "2036-01-01")));
            add("PlannedSystem", relation, "system", planned);
        }
    }

    private static Map<String, Object> stage(String stage, String from) {
        return Map.of("stage", stage, "from", from);
    }

    private Map<String, Object> asset(Relation relation, String kind, String stage) {
        return owned(
                relation, Map.of("purpose", text(relation, kind + "-purpose"), "stages", List.of(stage(stage, DAY))));
    }

    private String text(Relation relation, String kind) {
        return relation.restricted()
                ? canaries.text(authority(relation), kind, readers(relation, false))
                : "Open " + kind;
    }

    private void add(String kind, Relation relation, String input, Map<String, Object> members) {
        String name = relation.restricted()
                ? text(relation, kind)
                // Lists by name have them on their first page.
                : "00 %s %s %s".formatted(authority(relation), kind, nonce);
        members.put("name", name);
        members.put("externalIds", List.of(Map.of("scheme", Registrar.SCHEME, "value", external(kind, relation))));
        Map<String, Object> registration = new LinkedHashMap<>(registration(input, members));
        if (relation.restricted()) {
            registration.put("restriction", text(relation, kind + "-ground"));
        }
        keep(kind, relation, registrar.register(registration));
    }

    private void keep(String kind, Relation relation, Change change) {
        ids.put(key(kind, relation), change.id());
        versions.put(key(kind, relation), change.version());
        position = Math.max(position, change.position());
    }

    private void links(Relation relation) {
        for (String function : List.of("Function", "Planned", "Duty")) {
            link(
                    "Mandate" + function,
                    relation,
                    "MANDATED",
                    id("Subject", relation),
                    id(function, Relation.NONE),
                    Map.of("act", ref("LegalAct", relation), "clause", "7", "territory", "here"));
        }
        link("Link", relation, "SUPPORTS", id("TechnicalAsset", relation), id("Function", Relation.NONE), support());
        link("Later", relation, "SUPPORTS", id("PlannedSystem", relation), id("Planned", Relation.NONE), support());
        String system = id("TechnicalAsset", relation);
        String measure = id("Measure", relation);
        link("Uses", relation, "USES", id("Subject", relation), system, Map.of("from", DAY, "to", "2040-01-01"));
        link("Reuses", relation, "REUSES", id("PlannedSystem", relation), system, Map.of());
        link("Governed", relation, "GOVERNED_BY", system, id("LegalAct", relation), Map.of("clause", "7"));
        link("Delivers", relation, "DELIVERS", measure, system, Map.of());
        link("Aims", relation, "AIMS_AT", measure, id("Indicator", relation), Map.of());
        link("Pays", relation, "PAYS_FOR", id("SpendingLine", relation), measure, Map.of());
        link("Measures", relation, "MEASURES", id("Indicator", relation), id("Function", Relation.NONE), Map.of());
        Map<String, Object> level = Map.of("level", 2, "count", 3);
        link("Requires", relation, "REQUIRES", system, id("Competency", relation), level);
        Map<String, Object> evidence = Map.of("level", 2, "count", 3, "evidence", "Certificate 7");
        link("Holds", relation, "HOLDS", id("Subject", relation), id("Competency", relation), evidence);
        Map<String, Object> exchange = Map.of("standard", "REST", "data", "Permits");
        link("Integrates", relation, "INTEGRATES_WITH", system, id("PlannedSystem", relation), exchange);
        keep(
                "Declaration",
                relation,
                registrar.record(
                        "declareReportedThrough",
                        Map.of("subject", ref("Subject", relation), "area", "09", "through", DAY)));
        keep(
                "NoSystem",
                relation,
                registrar.record(
                        "declareNoSystem",
                        Map.of(
                                "subject",
                                ref("Subject", relation),
                                "function",
                                ref("Duty", Relation.NONE),
                                "on",
                                DAY)));
    }

    private static Map<String, Object> support() {
        return Map.of("degree", "FULL", "territory", "here", "text", "Does it");
    }

    /** From and to what all may see, so that there is an edge to go along. */
    private void restrictedLinks(Relation relation) {
        Relation open = relation.own() ? Relation.OWN : Relation.FOREIGN;
        String system = id("TechnicalAsset", relation);
        Map<String, Object> words =
                Map.of("degree", "FULL", "text", text(relation, "support"), "territory", text(relation, "territory"));
        link("Link", relation, "SUPPORTS", system, id("Function", Relation.NONE), words);
        link("Uses", relation, "USES", id("Subject", open), system, Map.of());
        link(
                "Governed",
                relation,
                "GOVERNED_BY",
                system,
                id("LegalAct", open),
                Map.of("clause", text(relation, "clause")));
        link("Governs", relation, "GOVERNED_BY", id("TechnicalAsset", open), id("LegalAct", relation), Map.of());
        link("Delivers", relation, "DELIVERS", id("Measure", open), system, Map.of());
        link("Pays", relation, "PAYS_FOR", id("SpendingLine", relation), id("Measure", open), Map.of());
        Map<String, Object> level = Map.of("level", 2, "count", 3);
        link("Requires", relation, "REQUIRES", system, id("Competency", open), level);
        link("Required", relation, "REQUIRES", id("TechnicalAsset", open), id("Competency", relation), level);
    }

    private void link(
            String name, Relation relation, String kind, String tail, String head, Map<String, Object> terms) {
        keep(name, relation, registrar.link(kind, tail, head, terms));
    }

    private void proposeRelease(Relation relation) {
        keeper.recorded("proposeRelease", Map.of("record", ref("Competency", relation), "expectedVersion", 1));
        versions.put(key("Competency", relation), 2);
        position++;
    }

    /** Two imports, of which the later has a record that is new, one that changed, and one fewer; it is still open. */
    private void imports(Relation relation) {
        Asker importer = registrarOf.apply(id("Subject", relation));
        String earlier = importer.recorded("startImport", start("earlier.csv"));
        imported(importer, earlier, List.of(put(relation, "stays", "Once"), put(relation, "goes", "Once")));
        importer.recorded(
                "finishImport",
                Map.of(
                        "import",
                        earlier,
                        "outcome",
                        "COMPLETED",
                        "tables",
                        List.of(Map.of("rows", 2, "repeated", 0, "reported", 0))));
        String later = importer.recorded("startImport", start("later.csv"));
        imported(importer, later, List.of(put(relation, "stays", "Twice"), put(relation, "comes", "Once")));
        ids.put(key("Earlier", relation), earlier);
        ids.put(key("Import", relation), later);
        position += 7;
    }

    static Map<String, Object> start(String file) {
        String hash = "0123456789abcdef".repeat(4);
        Map<String, Object> table =
                Map.of("file", file, "sha256", hash, "mapping", "map.yaml", "mappingSha256", hash, "rows", 2);
        return Map.of("source", "List", "tables", List.of(table));
    }

    /** Items of the first table of an import. */
    static Map<String, Object> items(String run, List<Map<String, Object>> items) {
        List<Map<String, Object>> rows = IntStream.range(0, items.size())
                .mapToObj(item -> Map.<String, Object>of("table", 0, "row", item + 2))
                .toList();
        return Map.of("items", items, "import", Map.of("id", run, "rows", rows));
    }

    private static void imported(Asker importer, String run, List<Map<String, Object>> items) {
        Reply reply = importer.command("recordBatch", items(run, items), false);
        if (!reply.at("/it/results/1/change").isObject()) {
            throw new AssertionError("The items were refused: " + reply.body());
        }
    }

    private Map<String, Object> put(Relation relation, String external, String name) {
        Map<String, Object> members = owned(relation, Map.of("name", name));
        members.put("externalIds", List.of(Map.of("scheme", Registrar.SCHEME, "value", external(external, relation))));
        return Map.of("put", registration("measure", members));
    }

    /** One that waits for an authority that is neither north nor south. */
    private void transfer(Relation relation) {
        Map<String, Object> transfer = Map.of(
                "from",
                ref("Subject", relation),
                "to",
                ref("Subject", Relation.NONE),
                "assets",
                List.of(ref("PlannedSystem", relation), ref("TechnicalAsset", relation)),
                "on",
                "2026-01-01",
                "act",
                ref("LegalAct", relation),
                "ground",
                "Order 7");
        keep("Transfer", relation, registrar.record("proposeTransfer", transfer));
    }

    /** A system that each authority got from the other. */
    private void given(Relation relation) {
        Relation giver = relation.own() ? Relation.FOREIGN : Relation.OWN;
        Map<String, Object> system = asset(giver, "given", "operation");
        add("Given", relation, "system", system);
        Map<String, Object> transfer = Map.of(
                "from", ref("Subject", giver),
                "to", ref("Subject", relation),
                "assets", List.of(ref("Given", relation)),
                "on", "2026-01-01");
        String proposed = registrar.record("proposeTransfer", transfer).id();
        registrarOf
                .apply(id("Subject", relation))
                .recorded("decideTransfer", Map.of("transfer", proposed, "expectedVersion", 1, "accept", true));
        versions.put(key("Given", relation), 2);
        position += 3;
    }

    /** One person who is described and one who is erased. */
    private void persons(Relation relation) {
        for (String name : List.of("Person", "Erased")) {
            Set<Who> readers =
                    relation.own() && name.equals("Person") ? EnumSet.of(Who.REGISTRAR) : EnumSet.noneOf(Who.class);
            Map<String, Object> person = owned(
                    relation,
                    Map.of(
                            "name",
                            canaries.text(authority(relation), "person", readers),
                            "mail",
                            "somebody@agency.example",
                            "post",
                            canaries.text(authority(relation), "post", readers),
                            "reason",
                            canaries.text(authority(relation), "person-reason", readers)));
            keep(name, relation, registrar.record("describePerson", person));
        }
        add(
                "Post",
                relation,
                "post",
                owned(
                        relation,
                        Map.of(
                                "appointments",
                                List.of(Map.of("person", ref("Person", relation), "from", DAY, "to", "2040-01-01")))));
        keep(
                "Erased",
                relation,
                registrar.record(
                        "erasePerson",
                        Map.of("person", id("Erased", relation), "expectedVersion", 1, "basis", "Law 7")));
    }

    /** One grant that holds and one that waits for a second operator. */
    private void grants(Asker first, Asker second) {
        for (String name : List.of("Grant", "Proposed")) {
            String holder = canaries.text("nobody", "holder", EnumSet.of(Who.OPERATOR, Who.AUDITOR));
            Map<String, Object> input = new HashMap<>(Map.of("holder", holder, "role", "REGISTRAR"));
            input.put("authority", ref("Subject", Relation.OWN));
            ids.put(key(name, Relation.NONE), first.recorded("proposeGrant", input));
        }
        second.recorded(
                "decideGrant", Map.of("grant", id("Grant", Relation.NONE), "expectedVersion", 1, "accept", true));
        versions.put(key("Grant", Relation.NONE), 2);
        position += 3;
    }

    /** All kinds of assets. */
    static List<String> assetKinds() {
        return new ArrayList<>(List.of("TechnicalAsset", "LegalAct", "SpendingLine", "Competency"));
    }
}
