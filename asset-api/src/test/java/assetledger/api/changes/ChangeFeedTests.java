package assetledger.api.changes;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.Client;
import assetledger.api.testing.Database.Row;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.event.Event;
import assetledger.model.Role;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ChangeFeedTests extends RunningServer {
    private static final String FEED = """
            query ($after: Position, $first: Int!, $kinds: [RecordKind!]) {
              changes(after: $after, first: $first, kinds: $kinds) {
                next hasMore
                entries { position type effective recorded record { id kind version ... on Subject { name } } }
              }
            }
            """;

    private Reply ask(@Nullable Long after, int first, Object... kinds) {
        Map<String, Object> variables = new HashMap<>(Map.of("first", first));
        if (after != null) {
            variables.put("after", after);
        }
        if (kinds.length > 0) {
            variables.put("kinds", kinds);
        }
        return client().send(FEED, variables);
    }

    private List<JsonNode> everything() {
        List<JsonNode> all = new ArrayList<>();
        Long after = null;
        while (true) {
            JsonNode feed = ask(after, 100).at("/changes");
            feed.path("entries").forEach(all::add);
            if (!feed.path("hasMore").asBoolean()) {
                return all;
            }
            after = feed.path("next").asLong();
        }
    }

    @Test
    void theEventsOfAnAuthorityAreThoseOfItselfOfWhatItHasAndOfLinksThatLeaveThese() {
        String north = registrar().register(authority(name("North"))).id();
        String south = registrar().register(authority(name("South"))).id();
        String function = registrar().register(function(name("Duty"))).id();
        String ours = registrar().register(system(name("Ours"), byId(north))).id();
        String theirs =
                registrar().register(system(name("Theirs"), byId(south))).id();
        String support = registrar()
                .link("SUPPORTS", ours, function, Map.of("degree", "FULL"))
                .id();
        registrar().link("SUPPORTS", theirs, function, Map.of("degree", "FULL"));
        String use = registrar().link("USES", north, theirs, Map.of()).id();
        List<String> told = new ArrayList<>();
        JsonNode feed = of(north, null);
        while (!feed.path("entries").isEmpty()) {
            feed.path("entries")
                    .forEach(entry -> told.add(entry.at("/record/id").asString()));
            feed = of(north, feed.path("next").asLong());
        }
        assertThat(told).containsExactly(north, ours, support, use);
    }

    /** Where a page ends before its limit, the number of what is missing would be told. */
    @Test
    void ofWhatIsHiddenTheStreamOfAnAuthorityTellsNotEvenThatItIsThere() {
        String north = registrar().register(authority(name("North"))).id();
        registrar().register(hidden(north));
        String open = registrar().register(system(name("Open"), byId(north))).id();
        registrar().register(hidden(north));
        Client stranger = client(name("stranger"), Role.ANALYST, null);
        JsonNode page = of(stranger, north, null);
        assertThat(page.path("entries")
                        .valueStream()
                        .map(entry -> entry.at("/record/id").asString()))
                .containsExactly(north, open);
        assertThat(page.path("hasMore").asBoolean()).isFalse();
        JsonNode behind = of(stranger, north, page.path("next").asLong());
        assertThat(behind.path("entries")).isEmpty();
        assertThat(behind.path("next")).isEqualTo(page.path("next"));
        assertThat(of(client(), north, null).path("hasMore").asBoolean()).isTrue();
    }

    private static Map<String, Object> hidden(String owner) {
        Map<String, Object> hidden = new HashMap<>(system(name("Hidden"), byId(owner)));
        hidden.put("restriction", "Because");
        return hidden;
    }

    private JsonNode of(String authority, @Nullable Long after) {
        return of(client(), authority, after);
    }

    private static JsonNode of(Client client, String authority, @Nullable Long after) {
        Map<String, Object> variables = new HashMap<>(Map.of("authority", authority));
        variables.put("after", after);
        return client.ask(
                        "query ($authority: ID!, $after: Position) { changes(authority: $authority, after: $after, first: 2)"
                                + " { next hasMore entries { record { id } } } }",
                        variables)
                .at("/changes");
    }

    @Test
    void pageByPageItIsTheLedgerInItsOrder() {
        registrar()
                .batch(IntStream.range(0, 1_000)
                        .mapToObj(item -> Map.<String, Object>of("register", authority(name("Archive"))))
                        .toList());
        List<Row> ledger = database()
                .rows("select position, kind, record, version, convert_from(leaf, 'UTF8') as leaf"
                        + " from event order by position");
        List<JsonNode> told = everything();
        assertThat(told).hasSizeGreaterThan(1_000).hasSameSizeAs(ledger);
        for (int i = 0; i < ledger.size(); i++) {
            JsonNode entry = told.get(i);
            assertThat(entry.path("position").asLong()).isEqualTo(ledger.get(i).number("position"));
            assertThat(entry.at("/record/kind").asString())
                    .isEqualTo(ledger.get(i).text("kind"));
            assertThat(entry.at("/record/id").asString())
                    .isEqualTo(ledger.get(i).text("record"));
            assertThat(entry.at("/record/version").asLong())
                    .isEqualTo(ledger.get(i).number("version"));
            assertThat(ledger.get(i).text("leaf"))
                    .contains("\"type\":\"%s\"".formatted(entry.path("type").asString()))
                    .contains("\"eff\":\"%s\"".formatted(entry.path("effective").asString()))
                    .contains("\"rec\":\"%s\"".formatted(entry.path("recorded").asString()));
        }
    }

    @Test
    void anEntryShowsTheRecordAsItsEventLeftItAndNotAsItIsToday() {
        String before = name("Archive");
        Change registered = registrar().register(authority(before));
        registrar()
                .record(
                        "revise",
                        Map.of(
                                "record", byId(registered.id()),
                                "expectedVersion", 1,
                                "changes", Map.of("subject", Map.of("name", name("Library")))));
        JsonNode entry = ask(registered.position() - 1, 1).at("/changes/entries/0");
        assertThat(entry.at("/record/name").asString()).isEqualTo(before);
        assertThat(entry.at("/record/version").asInt()).isEqualTo(1);
        assertThat(entry.path("type").asString()).isEqualTo("REGISTERED");
    }

    @Test
    void thePageGoesOnBehindEventsOfOtherKinds() {
        Change registered = registrar().register(authority(name("Archive")));
        JsonNode feed = ask(registered.position() - 1, 1, "FUNCTION").at("/changes");
        assertThat(feed.path("entries")).isEmpty();
        assertThat(feed.path("next").asLong()).isEqualTo(registered.position());
    }

    @Test
    void behindTheLedgersEndItIsEmptyAndStaysWhereItWas() {
        long far = database().size() + 1_000;
        JsonNode feed = ask(far, 10).at("/changes");
        assertThat(feed.path("entries")).isEmpty();
        assertThat(feed.path("next").asLong()).isEqualTo(far);
        assertThat(feed.path("hasMore").asBoolean()).isFalse();
    }

    @ValueSource(ints = {0, -1, 101})
    @ParameterizedTest
    void aPageHasFromOneToAHundred(int first) {
        Reply reply = ask(null, first);
        assertThat(reply.errorCode()).isEqualTo("BAD_USER_INPUT");
        assertThat(reply.error().at("/extensions/field").asString()).isEqualTo("first");
    }

    @Test
    void aPositionIsNeverNegative() {
        assertThat(ask(-1L, 10).error().path("message").asString()).contains("A position is a whole number from 0");
    }

    @Test
    void theSchemaNamesEverySortOfEvent() throws IOException {
        try (InputStream schema =
                Objects.requireNonNull(ChangeFeedTests.class.getResourceAsStream("/graphql/changes.graphqls"))) {
            EnumTypeDefinition types =
                    new SchemaParser().parse(schema).getTypeOrNull("EventType", EnumTypeDefinition.class);
            assertThat(Objects.requireNonNull(types).getEnumValueDefinitions().stream()
                            .map(EnumValueDefinition::getName))
                    .containsExactlyElementsOf(
                            Arrays.stream(Event.Type.values()).map(Enum::name).toList());
        }
    }
}
