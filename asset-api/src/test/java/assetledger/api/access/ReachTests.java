package assetledger.api.access;

import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.registration;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.Policy.Relation;
import assetledger.api.access.Policy.Who;
import assetledger.api.testing.Reply;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A restricted record cannot be had along any edge, and what is foreign answers as what is missing. */
class ReachTests extends WatchedServer {
    private static final String CARD = "id number name purpose restriction { ground releaseProposedBy }";
    private static final String LINK =
            "id terms { text territory clause act { name } } tail { id ... on Asset { name } } head { id ... on Asset { name } }";

    private static final String CHANGE =
            "position type record { id ... on Asset { %s } ... on Link { %s } ... on SpendingLine { budgetCode amounts { amount { amount } } } ... on Grant { holder proposedBy } }"
                    .formatted(CARD, LINK);

    /** Every question that could lead to what the two authorities restrict, each with the whole of what it can show. */
    private List<String> questions() {
        List<String> questions = new ArrayList<>();
        Holdings held = holdings();
        for (Relation relation : Relation.RESTRICTED) {
            for (String kind : Holdings.assetKinds()) {
                String id = held.id(kind, relation);
                questions.add(
                        "{ node(id: \"%s\", atLeast: %d) { id ... on Asset { %s } ... on Record { kind version } } }"
                                .formatted(id, held.position(), CARD));
                questions.add(
                        "{ a: node(id: \"%1$s\") { id } b: node(id: \"%1$s\") { ...r } } fragment r on Record { position ... on Asset { name } }"
                                .formatted(id));
            }
        }
        questions.add("{ node(id: \"%s\") { ... on SpendingLine { budgetCode amounts { amount { amount } } } } }"
                .formatted(held.id("SpendingLine", Relation.FOREIGN)));
        for (Relation open : Relation.OWNED) {
            String owner = held.id("Subject", open);
            questions.add(
                    "{ assets(first: 100, owner: \"%s\") { totalCount edges { cursor node { %s ... on SpendingLine { budgetCode amounts { amount { amount } } } } } } }"
                            .formatted(owner, CARD));
            for (String kind :
                    List.of("TechnicalAsset", "Subject", "Measure", "LegalAct", "Competency", "SpendingLine")) {
                for (String direction : List.of("IN", "OUT")) {
                    questions.add(
                            "{ node(id: \"%s\") { ... on Record { links(direction: %s, first: 100) { nodes { %s } } } } }"
                                    .formatted(held.id(kind, open), direction, LINK));
                }
            }
            questions.add(
                    "{ node(id: \"%s\") { ... on Record { links(direction: IN, first: 10) { nodes { tail { links(first: 10) { nodes { head { links(direction: IN, first: 10) { nodes { %s } } } } } } } } } } }"
                            .formatted(held.id("Measure", open), LINK));
            for (String start : List.of("Subject", "Measure", "SpendingLine", "TechnicalAsset", "Indicator")) {
                questions.add(trace(held.id(start, open)));
            }
            for (String start : List.of("TechnicalAsset", "LegalAct", "Competency")) {
                questions.add(
                        "{ impact(of: \"%s\", first: 100) { totalCount truncated nodes { distance record { id ... on Asset { %s } } path { link record { id ... on Asset { name } } } } } }"
                                .formatted(held.id(start, open), CARD));
            }
            for (int year : List.of(Holdings.YEAR, Holdings.RESTRICTED_YEAR)) {
                questions.add(
                        "{ spendingByOrigin(year: %d, owner: \"%s\") { value figures { lines withheld amount { amount } } } }"
                                .formatted(year, owner));
                questions.add(
                        "{ spendingWithoutResult(first: 100, year: %d, owner: \"%s\", outcomes: [NO_MEASURE, NO_INDICATOR, NO_ACTUAL, NO_PLAN, MISSED, REACHED]) { totalCount nodes { amount { amount } line { %s budgetCode } } } }"
                                .formatted(year, owner, CARD));
                questions.add(
                        "{ spendingTotals(year: %d, owner: \"%s\") { outcome figures { lines withheld amount { amount } } } }"
                                .formatted(year, owner));
            }
            questions.add(
                    "{ uncoveredFunctions(first: 100, subject: \"%s\", states: [COVERED, PARTIAL, PLANNED, NONE, NOT_REPORTED, WITHHELD]) { totalCount nodes { state withheld systems { %s } mandate { %s } } } }"
                            .formatted(owner, CARD, LINK));
        }
        questions.add(
                "{ node(id: \"%s\") { ... on Record { links(direction: IN, first: 100) { edges { node { %s } } } } } }"
                        .formatted(held.id("Function", Relation.NONE), LINK));
        questions.add(trace(held.id("Function", Relation.NONE)));
        questions.add(
                "{ duplicatedFunctions(first: 100) { totalCount nodes { systems supporters { system { %s } link { %s } } } } }"
                        .formatted(CARD, LINK));
        questions.add("{ assets(first: 100) { totalCount nodes { %s } } }".formatted(CARD));
        questions.add("{ standardSolutions(first: 100) { totalCount nodes { reuses authorities solution { %s } } } }"
                .formatted(CARD));
        for (long after = 0; after < held.position(); after += 100) {
            questions.add("{ changes(after: %d, first: 100) { entries { %s } } }".formatted(after, CHANGE));
        }
        for (Relation relation : Relation.RESTRICTED) {
            for (String link : List.of("Link", "Uses", "Governed", "Governs", "Delivers", "Pays", "Requires")) {
                questions.add("{ node(id: \"%s\") { ... on Link { %s } } }".formatted(held.id(link, relation), LINK));
            }
        }
        questions.add("{ grants(first: 100) { totalCount nodes { holder proposedBy acceptedBy } } }");
        for (String grant : List.of("Grant", "Proposed")) {
            questions.add("{ node(id: \"%s\") { id ... on Grant { holder role proposedBy } } }"
                    .formatted(held.id(grant, Relation.NONE)));
        }
        return questions;
    }

    private static String trace(String start) {
        return "{ spendingTrace(record: \"%s\") { withheld total { amount } hops { way linked { amount } unlinked { amount } ends { id ... on Asset { name } } } steps { %s } } }"
                .formatted(start, LINK);
    }

    @EnumSource(Who.class)
    @ParameterizedTest
    void noEdgeLeadsToWhatIsNotForHim(Who who) {
        Asker asker = as(who);
        for (String question : questions()) {
            Reply reply = asker.send(question);
            assertThat(reply.status()).as(question).isEqualTo(200);
            // A question that is not understood proves nothing.
            assertThat(reply.errorCode()).as(question).isIn("", "FORBIDDEN");
            hiddenIds(who)
                    .forEach((id, what) -> assertThat(reply.body().replace("\"message\":\"" + id, ""))
                            .as("%s to %s", what, question)
                            .doesNotContain(id));
        }
        assertThat(canaries().leaks()).isEmpty();
    }

    /** Ids and link ids of what does not exist for somebody. */
    private Map<String, String> hiddenIds(Who who) {
        Map<String, String> hidden = new HashMap<>();
        for (Relation relation : Relation.RESTRICTED) {
            if (!Policy.exists(who, relation, "Record")) {
                List<String> kinds = new ArrayList<>(Holdings.assetKinds());
                kinds.addAll(
                        List.of("Link", "Uses", "Governed", "Governs", "Delivers", "Pays", "Requires", "Required"));
                kinds.forEach(kind -> hidden.put(holdings().id(kind, relation), kind + " " + relation));
            }
        }
        return hidden;
    }

    /** Otherwise the search above proves nothing. */
    @Test
    void everyCanaryIsHeardBySomebodyWhomItIsFor() {
        for (Who who : EnumSet.of(Who.AUDITOR, Who.OPERATOR)) {
            questions().forEach(as(who)::send);
        }
        List<String> acts = new ArrayList<>();
        for (Relation relation : Relation.RESTRICTED) {
            acts.add("{ node(id: \"%s\") { ... on LegalAct { actNumber } } }"
                    .formatted(holdings().id("LegalAct", relation)));
            acts.add("{ node(id: \"%s\") { ... on Competency { code } } }"
                    .formatted(holdings().id("Competency", relation)));
        }
        acts.forEach(as(Who.AUDITOR)::send);
        String person = holdings().id("Person", Relation.OWN);
        Stream.of(
                        "{ node(id: \"%s\") { ... on Person { name post } } }".formatted(person),
                        "{ history(id: \"%s\", first: 10) { nodes { reason } } }".formatted(person),
                        "{ upload(id: \"%s\") { file } }".formatted(holdings().id("Upload", Relation.OWN)))
                .forEach(as(Who.REGISTRAR)::send);
        assertThat(canaries().unheard()).isEmpty();
        assertThat(canaries().size()).isGreaterThan(40);
    }

    /** The sizes of lists and pages are those of what somebody may see. */
    @Test
    void countsAreOfWhatExistsForHim() {
        String owner = holdings().id("Subject", Relation.FOREIGN);
        String question = "{ assets(first: 100, owner: \"%s\", atLeast: %d) { totalCount nodes { id } } }"
                .formatted(owner, holdings().position());
        for (Who who : Who.values()) {
            JsonNode list = as(who).send(question).at("/assets");
            int expected = who == Who.AUDITOR ? 10 : 6;
            assertThat(list.path("totalCount").asInt()).as(who.label()).isEqualTo(expected);
            assertThat(list.path("nodes").size()).as(who.label()).isEqualTo(expected);
        }
    }

    /** A function's systems, of which some are restricted: what is seen is counted, not what there is. */
    @Test
    void duplicatesCountWhatExistsForHim() {
        Map<Who, Integer> expected = Map.of(Who.AUDITOR, 4, Who.REGISTRAR, 3, Who.ANALYST, 2, Who.NOBODY, 2);
        String function = holdings().id("Function", Relation.NONE);
        expected.forEach((who, systems) -> {
            JsonNode nodes = as(who).send(
                            "{ duplicatedFunctions(first: 100, atLeast: %d) { nodes { systems function { id } } } }"
                                    .formatted(holdings().position()))
                    .at("/duplicatedFunctions/nodes");
            assertThat(nodes.valueStream()
                            .filter(node -> node.at("/function/id").asString("").equals(function))
                            .map(node -> node.path("systems").asInt()))
                    .as(who.label())
                    .containsExactly(systems);
        });
    }

    /** A measure that leads to something only through a hidden system does not tell of it. */
    @Test
    void aTraceDoesNotTellOfAMeasureThatOnlyAHiddenSystemLeadsTo() {
        String measure = registrar()
                .register(registration(
                        "measure",
                        new HashMap<>(
                                Map.of("name", "Unpaid", "owner", holdings().ref("Subject", Relation.FOREIGN)))))
                .id();
        String system = holdings().id("TechnicalAsset", Relation.FOREIGN_RESTRICTED);
        long position = registrar().link("DELIVERS", measure, system, Map.of()).position();
        String question = "{ spendingTrace(record: \"%s\", atLeast: %d) { hops { ends { id } } } }"
                .formatted(holdings().id("Function", Relation.NONE), position);
        assertThat(as(Who.AUDITOR).send(question).body()).contains(measure);
        assertThat(as(Who.ANALYST).send(question).body()).contains("hops").doesNotContain(measure);
    }

    /** The same bytes, but for the id that was asked for. */
    @Test
    void whatIsForeignAndRestrictedAnswersAsWhatIsMissing() {
        Asker asker = as(Who.REGISTRAR);
        Holdings held = holdings();
        List<String> different = new ArrayList<>();
        for (String kind : Holdings.assetKinds()) {
            String foreign = held.id(kind, Relation.FOREIGN_RESTRICTED);
            String missing = UUID.randomUUID().toString();
            String label = kind.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
            for (String question : List.of(
                    "{ node(id: \"ID\") { id } }",
                    "{ record(kind: " + label + ", ref: {id: \"ID\"}) { id } }",
                    "{ record(kind: SUBJECT, ref: {id: \"ID\"}) { id } }",
                    "{ subject(ref: {id: \"ID\"}) { id } }",
                    "{ spendingTrace(record: \"ID\") { withheld } }",
                    "{ assets(first: 10, owner: \"ID\") { totalCount nodes { id } } }")) {
                String one = asker.send(question.replace("ID", foreign)).body();
                String other = asker.send(question.replace("ID", missing)).body();
                if (!one.equals(other)) {
                    different.add("%s %s: %s / %s".formatted(kind, question, one, other));
                }
            }
            commands(kind).forEach((mutation, input) -> {
                long before = database().size();
                for (boolean validateOnly : new boolean[] {true, false}) {
                    String one = asker.command(mutation, filled(input, foreign), validateOnly)
                            .body();
                    String other = asker.command(mutation, filled(input, missing), validateOnly)
                            .body();
                    if (!one.replace(foreign, "ID").equals(other.replace(missing, "ID"))) {
                        different.add("%s %s: %s / %s".formatted(kind, mutation, one, other));
                    }
                }
                assertThat(database().size()).as(mutation).isEqualTo(before);
            });
        }
        assertThat(different).isEmpty();
    }

    private Map<String, Map<String, Object>> commands(String kind) {
        Map<String, Object> record = Map.of("record", byId("ID"), "expectedVersion", 1);
        Map<String, Map<String, Object>> commands = new HashMap<>();
        String input =
                switch (kind) {
                    case "TechnicalAsset" -> "system";
                    case "LegalAct" -> "act";
                    case "SpendingLine" -> "spendingLine";
                    default -> "competency";
                };
        commands.put("revise", with(record, Map.of("changes", Map.of(input, Map.of("purpose", "Other")))));
        commands.put("changeStage", with(record, Map.of("stage", "suspended", "from", "2026-01-01")));
        commands.put("restrict", with(record, Map.of("ground", "Another")));
        commands.put("proposeRelease", record);
        commands.put("decideRelease", with(record, Map.of("accept", true)));
        commands.put("endLink", Map.of("link", "ID", "expectedVersion", 1, "on", "2026-01-01"));
        commands.put(
                "link",
                Map.of(
                        "kind", "GOVERNED_BY",
                        "tail", holdings().ref("TechnicalAsset", Relation.OWN),
                        "head", byId("ID")));
        commands.put(
                "register",
                registration("system", Map.of("name", "Preview", "owner", byId("ID"), "purpose", "For it")));
        return commands;
    }

    private static Map<String, Object> with(Map<String, Object> members, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(members);
        all.putAll(more);
        return all;
    }

    private static Map<String, Object> filled(Map<String, Object> input, String id) {
        Map<String, Object> filled = new HashMap<>();
        input.forEach((name, value) -> filled.put(name, filledValue(value, id)));
        return filled;
    }

    @SuppressWarnings("unchecked") // Inputs are maps by the names of their members.
    private static Object filledValue(Object value, String id) {
        if (value instanceof Map<?, ?> inner) {
            return filled((Map<String, Object>) inner, id);
        }
        return value.equals("ID") ? id : value;
    }

    /** Nothing can be moved to another, or taken from him, by naming him in what is one's own. */
    @Test
    void nothingIsMovedToAnotherAuthority() {
        Set<String> codes = new TreeSet<>();
        long before = database().size();
        for (Who who : List.of(Who.REGISTRAR, Who.MACHINE)) {
            codes.add(as(who).command(
                            "revise",
                            Map.of(
                                    "record", holdings().ref("TechnicalAsset", Relation.OWN),
                                    "expectedVersion", holdings().version("TechnicalAsset", Relation.OWN),
                                    "changes",
                                            Map.of(
                                                    "system",
                                                    Map.of("owner", holdings().ref("Subject", Relation.FOREIGN)))),
                            false)
                    .errorCode());
        }
        assertThat(codes).containsExactly("FORBIDDEN");
        assertThat(database().size()).isEqualTo(before);
    }
}
