package assetledger.api.records;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.schema.SchemaTests;
import assetledger.api.testing.Change;
import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.model.RecordKind;
import assetledger.model.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** Records by their ids, their links in pages, and how lists of assets fall into groups and phases. */
class NodeTests extends RunningServer {
    private static final String NODE =
            "query ($id: ID!, $at: Position) { node(id: $id, atLeast: $at) { __typename id } }";

    @Autowired
    private GraphQlSource schema;

    private String owner = "";

    @BeforeEach
    void anAuthority() {
        owner = registrar().register(authority(name("Ministry"))).id();
    }

    @Test
    void aRecordOfEveryKindIsReadByItsId() {
        Map<RecordKind, String> ids = new HashMap<>();
        registerOneOfEach();
        database()
                .rows("select distinct on (kind) kind, record::text as id from record_head order by kind")
                .forEach(row -> ids.put(RecordKind.valueOf(row.text("kind")), row.text("id")));
        assertThat(ids).containsOnlyKeys(RecordKind.values());
        ids.forEach((kind, id) -> {
            JsonNode node = client().ask(NODE, at(id)).at("/node");
            assertThat(node.path("__typename").asString()).isEqualTo(kind.label());
            assertThat(node.path("id").asString()).isEqualTo(id);
            assertThat(client().ask(
                                    "query ($kind: RecordKind!, $id: ID!, $at: Position) {"
                                            + " record(kind: $kind, ref: {id: $id}, atLeast: $at) { kind } }",
                                    with(at(id), "kind", kind.name()))
                            .at("/record/kind")
                            .asString())
                    .isEqualTo(kind.name());
        });
    }

    /** A client that reads the wrong register of its own by mistake must not take what it finds for an authority. */
    @Test
    void aRecordAskedForAsAnotherKindIsNotThere() {
        String system = register(system(name("Registry"), byId(owner)));
        for (Map<String, Object> ref : List.of(
                byId(system), Map.<String, Object>of("external", Map.of("scheme", "ledger", "value", system)))) {
            JsonNode answer = client().ask(
                            "query ($ref: RefInput!, $at: Position) { subject(ref: $ref, atLeast: $at) { id }"
                                    + " function: record(kind: FUNCTION, ref: $ref, atLeast: $at) { id }"
                                    + " system: record(kind: TECHNICAL_ASSET, ref: $ref, atLeast: $at) { id } }",
                            with(at(system), "ref", ref))
                    .json();
            assertThat(answer.path("errors").isMissingNode()).as("%s", answer).isTrue();
            assertThat(answer.at("/data/subject").isNull()).isTrue();
            assertThat(answer.at("/data/function").isNull()).isTrue();
            assertThat(answer.at("/data/system/id").asString()).isEqualTo(system);
        }
    }

    private void registerOneOfEach() {
        String system = register(system(name("Registry"), byId(owner)));
        String function = register(function(name("Duty")));
        registrar().link("SUPPORTS", system, function, Map.of("degree", "FULL"));
        String hash = "0123456789abcdef".repeat(4);
        Map<String, Object> table =
                Map.of("file", "a.csv", "sha256", hash, "mapping", "a.yaml", "mappingSha256", hash, "rows", 1);
        registrar().record("startImport", Map.of("source", "List", "tables", List.of(table)));
        Map<String, Object> owned = Map.of("owner", byId(owner));
        register(registration("measure", named(name("Work"), owned)));
        register(registration("act", named(name("Act"), staged("in-force"))));
        register(registration("competency", named(name("Ability"), staged("required"))));
        register(registration(
                "spendingLine",
                named(
                        name("Line"),
                        with(
                                with(staged("planned"), "currency", "EUR"),
                                "amounts",
                                List.of(Map.of("year", 2026, "amount", "1"))))));
        register(registration(
                "indicator", named(name("Share"), with(with(owned, "unit", "share"), "direction", "LOWER_IS_BETTER"))));
        registrar()
                .record(
                        "declareReportedThrough",
                        Map.of("subject", byId(owner), "area", "07", "through", "2026-01-01"));
        String person = registrar()
                .record("describePerson", Map.of("owner", byId(owner), "name", "Ann"))
                .id();
        register(registration(
                "post",
                named(
                        name("Architect"),
                        with(owned, "appointments", List.of(Map.of("person", byId(person), "from", "2020-01-01"))))));
        String taker = register(authority(name("Taker")));
        registrar()
                .record(
                        "proposeTransfer",
                        Map.of(
                                "from", byId(owner),
                                "to", byId(taker),
                                "assets", List.of(byId(system)),
                                "on", "2026-01-01"));
        client().ask(
                        "mutation ($key: ID!) { proposeGrant(idempotencyKey: $key, input: {holder: \"x\", role: ANALYST})"
                                + " { problems { message } } }",
                        Map.of("key", UUID.randomUUID().toString()));
    }

    private Map<String, Object> staged(String stage) {
        return Map.of("owner", byId(owner), "stages", List.of(Map.of("stage", stage, "from", "2020-01-01")));
    }

    @Test
    void aLinkIsThereForWhoeverSeesBothItsEnds() {
        Map<String, Object> hidden = new HashMap<>(system(name("Secret"), byId(owner)));
        hidden.put("restriction", "Because");
        String secret = register(hidden);
        String open = register(system(name("Registry"), byId(owner)));
        String function = register(function(name("Duty")));
        String toSecret = registrar()
                .link("SUPPORTS", secret, function, Map.of("degree", "FULL"))
                .id();
        String toOpen = registrar()
                .link("SUPPORTS", open, function, Map.of("degree", "FULL", "text", "Words"))
                .id();

        String stranger = register(authority(name("Stranger")));
        Client others = client("others", Role.REGISTRAR, stranger);
        Client own = client("own", Role.REGISTRAR, owner);
        assertThat(others.ask(NODE, at(toSecret)).at("/node").isNull()).isTrue();
        assertThat(others.ask(NODE, at(toOpen)).at("/node/id").asString()).isEqualTo(toOpen);
        assertThat(own.ask(NODE, at(toSecret)).at("/node/id").asString()).isEqualTo(toSecret);
        JsonNode link = others.ask(
                        "query ($id: ID!) { node(id: $id) { ... on Link { version link tail { id } head { id }"
                                + " terms { text } validity { from } links(first: 1) { nodes { id } } } } }",
                        Map.of("id", toOpen))
                .at("/node");
        assertThat(link.path("link").asString()).isEqualTo("SUPPORTS");
        assertThat(link.at("/tail/id").asString()).isEqualTo(open);
        assertThat(link.at("/head/id").asString()).isEqualTo(function);
        assertThat(link.at("/terms/text").asString()).isEqualTo("Words");
        assertThat(link.at("/links/nodes")).isEmpty();
    }

    @Test
    void theLinksOfARecordComeInPages() {
        String system = register(system(name("Registry"), byId(owner)));
        List<String> linked = IntStream.range(0, 5)
                .mapToObj(i -> registrar()
                        .link("SUPPORTS", system, register(function(name("Duty"))), Map.of("degree", "PARTIAL"))
                        .id())
                .sorted()
                .toList();
        List<String> found = new ArrayList<>();
        @Nullable String after = null;
        JsonNode page;
        do {
            page = links(system, "OUT", after).at("/node/links");
            page.path("edges").forEach(edge -> found.add(edge.at("/node/id").asString()));
            after = page.at("/pageInfo/endCursor").asString();
            assertThat(page.path("nodes").path(0).path("id")).isEqualTo(page.at("/edges/0/node/id"));
        } while (page.at("/pageInfo/hasNextPage").asBoolean());
        assertThat(found).isEqualTo(linked);

        Reply end = links(system, "OUT", after);
        assertThat(end.at("/node/links/edges")).isEmpty();
        assertThat(end.at("/node/links/pageInfo/endCursor").isNull()).isTrue();
        assertThat(links(system, "IN", after).errorCode()).isEqualTo("BAD_USER_INPUT");
        assertThat(links(owner, "OUT", after).errorCode()).isEqualTo("BAD_USER_INPUT");
    }

    /** Two at a time. */
    private Reply links(String record, String direction, @Nullable String after) {
        return client().send(
                        "query ($id: ID!, $direction: Direction!, $after: String, $at: Position) {"
                                + " node(id: $id, atLeast: $at) { ... on Record {"
                                + " links(direction: $direction, kind: SUPPORTS, first: 2, after: $after) {"
                                + " edges { cursor node { id } } nodes { id } pageInfo { hasNextPage endCursor } } } } }",
                        with(with(at(record), "direction", direction), "after", after));
    }

    @Test
    void assetsFallIntoGroupsAndPhasesWhateverThePage() {
        Map<String, Object> hidden = new HashMap<>(system(name("Secret"), byId(owner)));
        hidden.put("restriction", "Because");
        register(hidden);
        register(system(name("Registry"), byId(owner)));
        register(registration("act", named(name("Act"), staged("in-force"))));
        register(registration("competency", named(name("Ability"), staged("required"))));

        Client others = client("others", Role.ANALYST, null);
        assertThat(facets(client(), "2026-01-01"))
                .isEqualTo("{\"totalCount\":4,\"facets\":{\"byGroup\":[{\"group\":\"TECHNICAL\",\"count\":2},"
                        + "{\"group\":\"REGULATORY\",\"count\":1},{\"group\":\"COMPETENCY\",\"count\":1}],"
                        + "\"byPhase\":[{\"phase\":\"PLANNED\",\"count\":1},{\"phase\":\"IN_USE\",\"count\":3}]}}");
        assertThat(facets(others, "2026-01-01"))
                .contains("\"totalCount\":3", "{\"group\":\"TECHNICAL\",\"count\":1}", "\"IN_USE\",\"count\":2");
        assertThat(facets(others, "2019-12-31")).contains("\"totalCount\":3").endsWith("\"byPhase\":[]}}");
    }

    private String facets(Client who, String day) {
        return who.ask(
                        "query ($id: ID!, $day: Date, $at: Position) { assets(first: 1, owner: $id, asOf: $day, atLeast: $at)"
                                + " { totalCount facets { byGroup { group count } byPhase { phase count } } } }",
                        with(at(owner), "day", day))
                .at("/assets")
                .toString();
    }

    @Test
    void theServerServesTheSchemaOfTheDocumentation() throws IOException {
        assertThat(SchemaTests.print(schema.schema())).isEqualTo(Files.readString(SchemaTests.DOCUMENTED));
    }

    private String register(Map<String, Object> input) {
        Change change = registrar().register(input);
        return change.id();
    }

    /** A question for a record that shows all that is recorded so far. */
    private static Map<String, Object> at(String id) {
        return with(Map.of("id", id), "at", database().size() - 1);
    }

    private static Map<String, Object> with(Map<String, Object> before, String name, @Nullable Object value) {
        Map<String, Object> all = new HashMap<>(before);
        all.put(name, value);
        return all;
    }
}
