package assetledger.api.access;

import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.byName;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;

import assetledger.api.access.Policy.Relation;
import assetledger.api.access.Policy.Right;
import assetledger.api.testing.Registrar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;

/** Commands, each filled to the last field: together they hold every field of every input. */
final class Templates {
    private static final Set<Relation> SHARED = EnumSet.of(Relation.NONE);

    private Templates() {}

    /** A command about a record of whoever it may be. */
    record Template(
            String name,
            String mutation,
            Right right,
            Set<Relation> relations,
            BiFunction<Holdings, Relation, Map<String, Object>> input) {}

    private static final List<Template> ALL = all();

    /** All of them; where several hold a field, the first is asked for it. */
    static List<Template> list() {
        return ALL;
    }

    private static List<Template> all() {
        List<Template> all = new ArrayList<>(List.of(
                of("register", "system", Right.OF_OWNER, Relation.OWNED, Templates::system),
                of("register", "act", Right.OF_OWNER, Relation.OWNED, Templates::act),
                of("register", "measure", Right.OF_OWNER, Relation.OWNED, Templates::measure),
                of("register", "spendingLine", Right.OF_OWNER, Relation.OWNED, Templates::line),
                of("register", "indicator", Right.OF_OWNER, Relation.OWNED, Templates::indicator),
                of("register", "competency", Right.OF_OWNER, Relation.OWNED, Templates::competency),
                of("register", "post", Right.OF_OWNER, Relation.OWNED, Templates::post),
                of("register", "subject", Right.NOBODYS, SHARED, Templates::subject),
                of("register", "function", Right.SHARED, SHARED, Templates::function),
                of("revise", "system", Right.OF_RECORD, Relation.ALL_BUT_NONE, Templates::revision),
                of("revise", "function", Right.NOBODYS, SHARED, Templates::functionRevision),
                of("put", "system", Right.OF_OWNER, Relation.ALL_BUT_NONE, Templates::put),
                of("put", "new", Right.OF_OWNER, Relation.OWNED, Templates::putNew),
                of("put", "subject", Right.OF_RECORD, Relation.OWNED, Templates::putSubject),
                of("put", "function", Right.NOBODYS, SHARED, Templates::putFunction),
                of("link", "supports", Right.OF_RECORD, Relation.ALL_BUT_NONE, Templates::supports),
                of("link", "head", Right.REFERRED, Relation.ALL_BUT_NONE, Templates::governedBy),
                of("link", "act", Right.REFERRED, Relation.ALL_BUT_NONE, Templates::mandated),
                of("link", "requires", Right.OF_RECORD, Relation.ALL_BUT_NONE, Templates::requires),
                of("link", "holds", Right.OF_RECORD, Relation.OWNED, Templates::holds),
                of("link", "uses", Right.OF_RECORD, Relation.OWNED, Templates::uses),
                of("link", "integrates", Right.OF_RECORD, Relation.OWNED, Templates::integrates),
                of("putLink", "supports", Right.OF_RECORD, Relation.ALL_BUT_NONE, Templates::supports),
                of("putLink", "head", Right.REFERRED, Relation.ALL_BUT_NONE, Templates::governedBy),
                of("putLink", "act", Right.REFERRED, Relation.ALL_BUT_NONE, Templates::mandated),
                of("putLink", "requires", Right.OF_RECORD, Relation.ALL_BUT_NONE, Templates::requires),
                of("putLink", "holds", Right.OF_RECORD, Relation.OWNED, Templates::holds),
                of("putLink", "uses", Right.OF_RECORD, Relation.OWNED, Templates::uses),
                of("putLink", "integrates", Right.OF_RECORD, Relation.OWNED, Templates::integrates),
                of(
                        "endLink",
                        "",
                        Right.OF_RECORD,
                        Relation.ALL_BUT_NONE,
                        (held, whose) -> with(
                                version(held, "Link", whose),
                                Map.of("link", held.id("Link", whose), "on", "2035-01-01"))),
                of(
                        "changeStage",
                        "",
                        Right.OF_RECORD,
                        Relation.ALL_BUT_NONE,
                        (held, whose) -> with(
                                record(held, "TechnicalAsset", whose),
                                Map.of("stage", "suspended", "from", "2026-01-01"))),
                of(
                        "declareReportedThrough",
                        "",
                        Right.OF_RECORD,
                        Relation.OWNED,
                        (held, whose) -> with(
                                Map.of(),
                                Map.of("subject", held.ref("Subject", whose), "area", "07", "through", "2026-01-01"))),
                of(
                        "declareNoSystem",
                        "",
                        Right.OF_RECORD,
                        Relation.OWNED,
                        (held, whose) -> with(
                                Map.of(),
                                Map.of(
                                        "subject", held.ref("Subject", whose),
                                        "function", held.ref("Planned", Relation.NONE),
                                        "on", "2026-01-01"))),
                of(
                        "restrict",
                        "",
                        Right.OF_RECORD,
                        Relation.ALL_BUT_NONE,
                        (held, whose) -> without(
                                "reason",
                                with(record(held, "TechnicalAsset", whose), Map.of("ground", "Another ground")))),
                of(
                        "proposeRelease",
                        "",
                        Right.OF_RECORD_BY_PERSON,
                        Relation.RESTRICTED,
                        (held, whose) -> record(held, "TechnicalAsset", whose)),
                of(
                        "decideRelease",
                        "",
                        Right.OF_RECORD_BY_PERSON,
                        Relation.RESTRICTED,
                        (held, whose) -> with(record(held, "Competency", whose), Map.of("accept", true))),
                of(
                        "proposeGrant",
                        "",
                        Right.GRANTS,
                        SHARED,
                        (held, whose) -> Map.of(
                                "holder", "somebody",
                                "client", false,
                                "role", "REGISTRAR",
                                "authority", held.ref("Subject", Relation.OWN),
                                "from", "2026-01-01",
                                "to", "2035-01-01",
                                "reason", "Why")),
                of(
                        "decideGrant",
                        "",
                        Right.GRANTS,
                        SHARED,
                        (held, whose) -> with(
                                version(held, "Proposed", whose),
                                Map.of("grant", held.id("Proposed", whose), "accept", true))),
                of(
                        "endGrant",
                        "",
                        Right.GRANTS,
                        SHARED,
                        (held, whose) -> with(
                                version(held, "Grant", whose),
                                Map.of("grant", held.id("Grant", whose), "on", "2035-01-01"))),
                of("startImport", "", Right.SHARED, SHARED, (held, whose) -> Holdings.start("another.csv")),
                of("finishImport", "", Right.OF_IMPORT, Relation.OWNED, Templates::finish),
                of("describePerson", "new", Right.OF_OWNER, Relation.OWNED, Templates::person),
                of("describePerson", "again", Right.OF_RECORD, Relation.OWNED, Templates::personAgain),
                of(
                        "erasePerson",
                        "",
                        Right.OF_RECORD,
                        Relation.OWNED,
                        (held, whose) -> with(
                                version(held, "Person", whose),
                                Map.of("person", held.id("Person", whose), "basis", "Law 7"))),
                of("proposeTransfer", "", Right.OF_RECORD_BY_PERSON, Relation.OWNED, Templates::transfer),
                of(
                        "decideTransfer",
                        "",
                        Right.OF_TRANSFER,
                        Relation.OWNED,
                        (held, whose) -> with(
                                version(held, "Transfer", whose),
                                Map.of("transfer", held.id("Transfer", whose), "accept", false))),
                of(
                        "closeAuthority",
                        "",
                        Right.NOBODYS,
                        SHARED,
                        (held, whose) -> with(
                                version(held, "Subject", whose),
                                Map.of(
                                        "authority", held.ref("Subject", whose),
                                        "on", "2026-01-01",
                                        "successors", List.of(held.ref("Subject", Relation.OWN)))))));
        List<String> commands = List.of(
                "register",
                "revise",
                "put",
                "link",
                "putLink",
                "endLink",
                "changeStage",
                "declareReportedThrough",
                "declareNoSystem");
        for (String command : commands) {
            Template single = all.stream()
                    .filter(known -> known.mutation().equals(command))
                    .findFirst()
                    .orElseThrow();
            all.add(of(
                    "recordBatch",
                    command,
                    single.right(),
                    single.relations(),
                    (held, whose) -> Map.of(
                            "items", List.of(Map.of(command, single.input().apply(held, whose))), "atomic", true)));
        }
        all.add(of("recordBatch", "import", Right.OF_IMPORT, Relation.OWNED, Templates::imported));
        return List.copyOf(all);
    }

    private static Template of(
            String mutation,
            String about,
            Right right,
            Collection<Relation> relations,
            BiFunction<Holdings, Relation, Map<String, Object>> input) {
        return new Template(
                "%s %s".formatted(mutation, about).strip(), mutation, right, EnumSet.copyOf(relations), input);
    }

    private static Map<String, Object> with(Map<String, Object> members, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.putAll(more);
        return all;
    }

    private static Map<String, Object> without(String member, Map<String, Object> members) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.remove(member);
        return all;
    }

    private static Map<String, Object> version(Holdings held, String kind, Relation whose) {
        return Map.of("expectedVersion", held.version(kind, whose), "reason", "Why");
    }

    private static Map<String, Object> record(Holdings held, String kind, Relation whose) {
        return with(version(held, kind, whose), Map.of("record", held.ref(kind, whose)));
    }

    private static Map<String, Object> registration(String kind, Map<String, Object> members) {
        return with(
                Map.of("record", Map.of(kind, named(name("Preview"), members))),
                Map.of("effective", "2026-01-01", "reason", "Why"));
    }

    private static Map<String, Object> stages(String stage) {
        return Map.of("stages", List.of(Map.of("stage", stage, "from", "2021-01-01")), "purpose", "For it");
    }

    private static Map<String, Object> owner(Holdings held, Relation whose, Map<String, Object> more) {
        return with(Map.of("owner", held.ref("Subject", whose)), more);
    }

    private static Map<String, Object> system(Holdings held, Relation whose) {
        return with(
                registration("system", owner(held, whose, with(stages("operation"), more()))),
                Map.of("restriction", "From its beginning"));
    }

    /** What is said of a system besides. */
    private static Map<String, Object> more() {
        Map<String, Object> protection =
                Map.of("criticality", "CRITICAL", "securityClass", "K1", "attestedUntil", "2035-01-01");
        return Map.of(
                "type",
                "information-system",
                "origin",
                "DOMESTIC",
                "licence",
                "OWN",
                "protection",
                protection,
                "attributes",
                List.of(Map.of("code", "users", "value", "7", "unit", "people")));
    }

    /** Of a kind that has no attributes none are given. */
    private static Map<String, Object> ofType(String type) {
        return Map.of("type", type, "attributes", List.of());
    }

    private static Map<String, Object> act(Holdings held, Relation whose) {
        Map<String, Object> number = with(ofType("legal-act"), Map.of("actNumber", "7", "actDate", "2021-01-01"));
        return registration("act", owner(held, whose, with(stages("in-force"), number)));
    }

    private static Map<String, Object> measure(Holdings held, Relation whose) {
        return registration("measure", owner(held, whose, Map.of("from", "2021-01-01", "to", "2035-01-01")));
    }

    private static Map<String, Object> line(Holdings held, Relation whose) {
        Map<String, Object> money = with(
                ofType("spending-line"),
                Map.of(
                        "budgetCode",
                        "7",
                        "currency",
                        "EUR",
                        "amounts",
                        List.of(Map.of("year", 2027, "amount", "1.00"))));
        return registration("spendingLine", owner(held, whose, with(stages("approved"), money)));
    }

    private static Map<String, Object> indicator(Holdings held, Relation whose) {
        List<Map<String, Object>> values = List.of(Map.of("year", 2027, "value", "1"));
        return registration(
                "indicator",
                owner(
                        held,
                        whose,
                        Map.of(
                                "unit",
                                "share",
                                "direction",
                                "HIGHER_IS_BETTER",
                                "baseline",
                                Map.of("value", "1", "date", "2021-01-01"),
                                "plans",
                                values,
                                "actuals",
                                values)));
    }

    private static Map<String, Object> competency(Holdings held, Relation whose) {
        return registration(
                "competency", owner(held, whose, with(stages("met"), with(ofType("competency"), Map.of("code", "7")))));
    }

    private static Map<String, Object> post(Holdings held, Relation whose) {
        Map<String, Object> appointment =
                Map.of("person", held.ref("Person", whose), "from", "2021-01-01", "to", "2035-01-01");
        return registration("post", owner(held, whose, Map.of("appointments", List.of(appointment))));
    }

    private static Map<String, Object> subject(Holdings held, Relation whose) {
        Map<String, Object> dates = Map.of("existsFrom", "2021-01-01", "existsTo", "2035-01-01", "level", "regional");
        return registration("subject", with(dates, Map.of("parent", held.ref("Subject", whose))));
    }

    private static Map<String, Object> function(Holdings held, Relation whose) {
        Map<String, Object> words = Map.of("description", "Serves", "area", "07.4.0", "kind", "SERVICE");
        return registration("function", with(words, Map.of("broader", held.ref("Broader", whose))));
    }

    private static Map<String, Object> revision(Holdings held, Relation whose) {
        Map<String, Object> changes = Map.of("changes", Map.of("system", Map.of("purpose", "For something else")));
        return with(
                with(record(held, "TechnicalAsset", whose), changes), Map.of("effective", "2026-01-01", "corrects", 1));
    }

    private static Map<String, Object> functionRevision(Holdings held, Relation whose) {
        return with(
                record(held, "Function", whose),
                Map.of("changes", Map.of("function", Map.of("description", "For something else"))));
    }

    /** A record that is there, by the name and the owner that its source gives it. */
    private static Map<String, Object> put(Holdings held, Relation whose) {
        Relation owner = whose.own() ? Relation.OWN : Relation.FOREIGN;
        return put(
                "system",
                held.external("TechnicalAsset", whose),
                owner(held, owner, Map.of("purpose", "For something else")));
    }

    private static Map<String, Object> put(String kind, String name, Map<String, Object> members) {
        Map<String, Object> ids = Map.of("externalIds", List.of(Map.of("scheme", Registrar.SCHEME, "value", name)));
        return with(
                Map.of("record", Map.of(kind, with(members, ids))), Map.of("effective", "2026-01-01", "reason", "Why"));
    }

    private static Map<String, Object> putNew(Holdings held, Relation whose) {
        return system(held, whose);
    }

    private static Map<String, Object> putSubject(Holdings held, Relation whose) {
        return put("subject", held.external("Subject", whose), Map.of("existsTo", "2035-01-01"));
    }

    private static Map<String, Object> putFunction(Holdings held, Relation whose) {
        return put("function", held.external("Function", whose), Map.of("description", "For something else"));
    }

    private static Map<String, Object> finish(Holdings held, Relation whose) {
        Map<String, Object> figures = Map.of("rows", 2, "repeated", 0, "reported", 0);
        return Map.of("import", held.id("Import", whose), "outcome", "COMPLETED", "tables", List.of(figures));
    }

    private static Map<String, Object> imported(Holdings held, Relation whose) {
        List<Map<String, Object>> items = List.of(Map.of("put", putNew(held, Relation.OWN)));
        return Holdings.items(held.id("Import", whose), items);
    }

    private static Map<String, Object> person(Holdings held, Relation whose) {
        return owner(
                held, whose, Map.of("name", "Ann", "mail", "ann@agency.example", "post", "Registrar", "reason", "Why"));
    }

    private static Map<String, Object> personAgain(Holdings held, Relation whose) {
        return with(version(held, "Person", whose), Map.of("person", held.id("Person", whose), "name", "Ann"));
    }

    private static Map<String, Object> transfer(Holdings held, Relation whose) {
        return Map.of(
                "from", held.ref("Subject", whose),
                "to", held.ref("Subject", Relation.NONE),
                "assets", List.of(held.ref("PlannedSystem", whose)),
                "on", "2026-01-01",
                "act", held.ref("LegalAct", whose),
                "ground", "Order 7",
                "reason", "Why");
    }

    private static Map<String, Object> tie(String kind, Map<String, Object> tail, Map<String, Object> head) {
        return Map.of("kind", kind, "tail", tail, "head", head, "from", "2021-01-01", "to", "2035-01-01");
    }

    private static Map<String, Object> supports(Holdings held, Relation whose) {
        return with(
                tie("SUPPORTS", held.ref("TechnicalAsset", whose), held.ref("Broader", Relation.NONE)),
                Map.of("degree", "FULL", "territory", "here", "text", "Does it"));
    }

    private static Map<String, Object> governedBy(Holdings held, Relation whose) {
        return tie("GOVERNED_BY", held.ref("PlannedSystem", Relation.OWN), held.ref("LegalAct", whose));
    }

    private static Map<String, Object> mandated(Holdings held, Relation whose) {
        return with(
                tie("MANDATED", held.ref("Subject", Relation.OWN), held.ref("Broader", Relation.NONE)),
                Map.of("act", held.ref("LegalAct", whose), "clause", "7"));
    }

    private static Map<String, Object> requires(Holdings held, Relation whose) {
        String kind = whose.restricted() ? "TechnicalAsset" : "PlannedSystem";
        return with(
                tie("REQUIRES", held.ref(kind, whose), held.ref("Competency", whose)), Map.of("level", 2, "count", 3));
    }

    private static Map<String, Object> holds(Holdings held, Relation whose) {
        return with(
                tie("POST_HOLDS", held.ref("Post", whose), held.ref("Competency", Relation.OWN)),
                Map.of("level", 5, "evidence", "Certificate 7"));
    }

    private static Map<String, Object> uses(Holdings held, Relation whose) {
        return with(
                tie("USES", held.ref("Subject", whose), held.ref("PlannedSystem", Relation.OWN)),
                Map.of(
                        "added", List.of(held.ref("Broader", Relation.NONE)),
                        "without", List.of(held.ref("Duty", Relation.NONE))));
    }

    private static Map<String, Object> integrates(Holdings held, Relation whose) {
        return with(
                tie("INTEGRATES_WITH", held.ref("PlannedSystem", whose), held.ref("TechnicalAsset", Relation.OWN)),
                Map.of("standard", "REST", "data", "Permits"));
    }

    /** Every field that an input holds, each as its type and name, by what the schema says of its members. */
    static Set<String> fields(String input, Object value, Map<String, Map<String, String>> types) {
        Set<String> found = new TreeSet<>();
        if (value instanceof Collection<?> items) {
            items.forEach(item -> found.addAll(fields(input, item, types)));
        } else if (value instanceof Map<?, ?> members && types.containsKey(input)) {
            members.forEach((member, inner) -> {
                found.add(input + "." + member);
                found.addAll(fields(types.getOrDefault(input, new HashMap<>()).getOrDefault(member, ""), inner, types));
            });
        }
        return found;
    }

    /** A record by an identifier that others gave it. */
    static Map<String, Object> external(Holdings held, String kind, Relation whose) {
        return byName(held.external(kind, whose));
    }

    /** A record that nobody has. */
    static Map<String, Object> missing() {
        return byId(UUID.randomUUID().toString());
    }
}
