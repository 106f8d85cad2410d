package assetledger.api.ledger;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assetledger.api.backup.Export;
import assetledger.api.projection.Drift;
import assetledger.api.testing.Change;
import assetledger.api.testing.Client;
import assetledger.api.testing.Database.Row;
import assetledger.api.testing.Registrar;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import assetledger.proof.LedgerFile;
import assetledger.testing.TestEngines;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Session;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What is known of a person goes for good when it is erased, and the ledger stays sound and says that it went. */
class ErasureTests extends RunningServer {
    private static final String PERSON =
            "query ($id: ID!) { node(id: $id) { id ... on Person { version owner { id } name mail post erasure { on basis } } } }";

    /** In no other test, in letters that are the same in every encoding that a byte search knows. */
    private final String canary = "canary" + UUID.randomUUID().toString().replace("-", "");

    @Autowired
    private LedgerCheck check;

    @Autowired
    private Export export;

    @Autowired
    private Drift drift;

    private String owner = "";

    @BeforeEach
    void anAuthority() {
        owner = registrar().register(authority(name("Agency"))).id();
    }

    private Map<String, Object> person() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("owner", byId(owner));
        input.put("name", "Ann " + canary);
        input.put("mail", canary + "@agency.example");
        input.put("post", "Keeper of " + canary);
        input.put("reason", "Because of " + canary);
        return input;
    }

    private Map<String, Object> again(String person) {
        Map<String, Object> input = new LinkedHashMap<>(person());
        input.remove("owner");
        input.putAll(Map.of("person", person, "expectedVersion", 1, "post", "Chief of " + canary));
        return input;
    }

    private static Map<String, Object> erasing(String person, int version) {
        return Map.of("person", person, "expectedVersion", version, "basis", "Law 7, art. 5", "reason", "Asked for it");
    }

    private JsonNode read(Client client, String person) {
        return client.ask(PERSON, Map.of("id", person)).at("/node");
    }

    /** Where a text stands in the tables, as it is or as the hexadecimal digits that PostgreSQL writes for bytes. */
    private List<String> tablesWith(String text) {
        String digits = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        List<String> tables = database()
                .rows("select table_name from information_schema.tables where table_schema = 'public'"
                        + " union all select 'pg_catalog.pg_statistic'")
                .stream()
                .map(row -> row.text("table_name"))
                .toList();
        assertThat(tables).contains("event", "payload", "answer", "import_row");
        return tables.stream()
                .filter(table -> database()
                                .number(
                                        "select count(*) from (select t::text as row from %s t) rows where position(? in row) > 0 or position(? in row) > 0"
                                                .formatted(table),
                                        text,
                                        digits)
                        > 0)
                .toList();
    }

    private long nodesWith(String text) {
        try (Session session = TestEngines.neo4j().session()) {
            return session.run("MATCH (n) RETURN properties(n) AS properties").stream()
                    .filter(row -> row.get("properties").toString().contains(text))
                    .count();
        }
    }

    private String exported() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        await(export.to(out, (done, all) -> {}));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static <T> T await(Mono<T> work) {
        return Objects.requireNonNull(work.block());
    }

    @Test
    void afterAnErasureNothingOfThePersonIsInATableAnAnswerTheGraphOrAnExport() throws IOException {
        UUID key = UUID.randomUUID();
        Change described = registrar().ask("describePerson", person(), key);
        String id = described.id();
        registrar().record("describePerson", again(id));
        assertThat(tablesWith(canary)).containsExactly("payload");
        assertThat(exported()).contains(canary);
        long erasedBefore = await(check.run(List.of(), done -> {})).erased();
        String salt = database()
                .rows("select encode(salt, 'hex') as salt from payload where position = ?", described.position())
                .get(0)
                .text("salt");

        long mark = registrar().record("erasePerson", erasing(id, 2)).position();

        assertThat(tablesWith(canary)).isEmpty();
        client().ask(
                        "query ($id: ID!, $at: Position) { node(id: $id, atLeast: $at) { id } }",
                        Map.of("id", owner, "at", mark));
        assertThat(nodesWith(canary)).isZero();
        Reply replay = client().send(Registrar.mutation("describePerson", false), variables(person(), key));
        assertThat(replay.at("/describePerson/problems/0/code").asString()).isEqualTo("ERASED");
        assertThat(replay.body()).doesNotContain(canary);
        String file = exported();
        assertThat(file).doesNotContain(canary, salt);

        LedgerCheck.Report report = await(check.run(List.of(), done -> {}));
        assertThat(report.shown()).isEmpty();
        assertThat(report.erased()).isEqualTo(erasedBefore + 2);
        LedgerFile.Contents proven =
                LedgerFile.check(new BufferedReader(new StringReader(file)), List.of(), events -> {});
        assertThat(proven.erased()).isEqualTo(report.erased());
        assertThat(await(drift.run()).differences()).isEmpty();
    }

    /** Whoever has the list of all people of an authority could otherwise try them out. */
    @Test
    void theHashOfTheRequestIsForgottenToo() {
        UUID key = UUID.randomUUID();
        String id = registrar().ask("describePerson", person(), key).id();

        String before = hashOf(key);
        registrar().record("erasePerson", erasing(id, 1));
        assertThat(before).isNotEqualTo("0".repeat(64));
        assertThat(hashOf(key)).isEqualTo("0".repeat(64));
    }

    private String hashOf(UUID key) {
        return database()
                .rows("select encode(request_hash, 'hex') as hash from answer where key = ?", key)
                .get(0)
                .text("hash");
    }

    @Test
    void whoIsErasedIsShownToBeErasedSinceWhenAndOnWhichBasis() {
        String id = registrar().record("describePerson", person()).id();
        assertThat(read(client(), id).path("erasure").isNull()).isTrue();
        registrar().record("erasePerson", erasing(id, 1));
        JsonNode erased = read(client("anybody", Role.ANALYST, null), id);
        assertThat(erased.path("version").asInt()).isEqualTo(2);
        assertThat(erased.at("/owner/id").asString()).isEqualTo(owner);
        assertThat(erased.path("name").isNull()).isTrue();
        assertThat(erased.at("/erasure/on").asString()).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(erased.at("/erasure/basis").asString()).isEqualTo("Law 7, art. 5");
    }

    @Test
    void onlyPeopleWhoRecordForTheAuthorityReadOfItsPeople() {
        String id = registrar().record("describePerson", person()).id();
        String other = registrar().register(authority(name("Agency"))).id();
        assertThat(read(client("own", Role.REGISTRAR, owner), id).path("name").asString())
                .isEqualTo("Ann " + canary);
        for (Client stranger : List.of(
                client("other", Role.REGISTRAR, other),
                client("auditor", Role.AUDITOR, null),
                client("operator", Role.OPERATOR, null))) {
            JsonNode seen = read(stranger, id);
            assertThat(seen.path("id").asString()).isEqualTo(id);
            assertThat(seen.toString()).doesNotContain(canary);
        }
    }

    /** They go to whoever reads the feed, in the order of the ledger and without a gap. */
    @Test
    void theFeedGoesOnOverWhatIsErased() {
        Change described = registrar().record("describePerson", person());
        registrar().record("erasePerson", erasing(described.id(), 1));
        JsonNode entries = client().ask(
                        "query ($from: Position!) { changes(after: $from, first: 2, kinds: [PERSON]) {"
                                + " entries { position type record { id ... on Person { name erasure { basis } } } } } }",
                        Map.of("from", described.position() - 1))
                .at("/changes/entries");
        assertThat(entries.path(0).path("type").asString()).isEqualTo("PERSON_DESCRIBED");
        assertThat(entries.at("/0/record/name").isNull()).isTrue();
        assertThat(entries.at("/1/record/erasure/basis").asString()).isEqualTo("Law 7, art. 5");
    }

    @Test
    void historyKeepsThatThereWasAVersionAndNothingOfIt() {
        String id = registrar().record("describePerson", person()).id();
        registrar().record("erasePerson", erasing(id, 1));
        Reply reply = client().send(
                        "query ($id: ID!) { history(id: $id, first: 10) { nodes { version type erased reason changes { path after } } } }",
                        Map.of("id", id));
        assertThat(reply.body()).doesNotContain(canary);
        JsonNode entries = reply.at("/history/nodes");
        assertThat(entries.at("/0/erased").asBoolean()).isFalse();
        assertThat(entries.at("/0/reason").asString()).isEqualTo("Asked for it");
        assertThat(entries.at("/1/erased").asBoolean()).isTrue();
        assertThat(entries.at("/1/changes").size()).isZero();
    }

    @ValueSource(
            strings = {
                "delete from payload where position = :described",
                "delete from payload where position = :mark",
                "delete from payload where position = :other",
                "delete from event where position = :erased",
                "update payload set body = 'x' where position = :described",
                "update answer set request_hash = decode(repeat('00', 32), 'hex') where key = ':key'",
                "update answer set body = 'x' where key = ':forgotten'",
                "delete from answer where key = ':forgotten'",
                "truncate payload",
            })
    @ParameterizedTest
    void theDatabaseRefusesEverythingElse(String rogue) {
        UUID key = UUID.randomUUID();
        UUID forgotten = UUID.randomUUID();
        Change described = registrar().ask("describePerson", person(), key);
        Change erased = registrar().ask("describePerson", person(), forgotten);
        Change mark = registrar().record("erasePerson", erasing(erased.id(), 1));
        Change other = registrar().register(authority(name("Agency")));
        String sql = rogue.replace(":described", "" + described.position())
                .replace(":mark", "" + mark.position())
                .replace(":other", "" + other.position())
                .replace(":erased", "" + erased.position())
                .replace(":key", key.toString())
                .replace(":forgotten", forgotten.toString());
        assertThatThrownBy(() -> database().execute(sql)).hasMessageContaining("append-only");
    }

    @Test
    void aPayloadThatIsGoneWithoutAnErasureIsFound() {
        Change described = registrar().record("describePerson", person());
        List<Row> kept = database().rows("select salt, body from payload where position = ?", described.position());
        database().execute("alter table payload disable trigger append_only");
        database().execute("delete from payload where position = " + described.position());
        try {
            assertThat(await(check.run(List.of(), done -> {})).shown())
                    .containsExactly("position %d: the payload is missing, and no later event says that it was erased"
                            .formatted(described.position()));
        } finally {
            database()
                    .execute("insert into payload values (%d, '\\x%s', '\\x%s')"
                            .formatted(
                                    described.position(),
                                    HexFormat.of().formatHex(kept.get(0).bytes("salt")),
                                    HexFormat.of().formatHex(kept.get(0).bytes("body"))));
            database().execute("alter table payload enable trigger append_only");
        }
    }
}
