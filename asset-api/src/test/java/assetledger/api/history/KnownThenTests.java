package assetledger.api.history;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.RunningServer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was shown of a day at a position is shown again, whatever became known since; by changes drawn at random. */
class KnownThenTests extends RunningServer {
    private static final long SEED = 20261125;
    private static final int CHANGES = 30;
    private static final List<String> DAYS =
            List.of("2019-06-01", "2021-06-01", "2023-06-01", "2025-06-01", "2031-06-01");

    /** One may follow the other, so that any list of them in turn is allowed. */
    private static final List<String> STAGES = List.of("operation", "development");

    private static final String CARD = """
            ... on TechnicalAsset {
              number name purpose version position owner { id } stage { stage from } phase stages { stage from } externalIds { value }
            }
            ... on Post { name version position holder { id } appointments { person { id } from to } }
            """;

    private final Random random = new Random(SEED);
    private final Map<Shown, JsonNode> shown = new LinkedHashMap<>();

    private String owner = "";
    private List<String> persons = List.of();

    private record Shown(String id, long position) {}

    @BeforeEach
    void anAuthorityAndItsPeople() {
        owner = registrar().register(authority(name("Agency"))).id();
        persons = IntStream.range(0, 3)
                .mapToObj(i -> registrar()
                        .record("describePerson", Map.of("owner", byId(owner), "name", "Person " + i))
                        .id())
                .toList();
    }

    /** A01: the state at any past day; A13 and BR06: a correction is one more event, and takes nothing away. */
    @Test
    void aDayAsKnownAtAPositionIsWhatWasShownOfItAtThatPosition() {
        Change system = registrar().register(system(name("Registry"), byId(owner)));
        Change post = registrar().register(registration("post", named(name("Keeper"), Map.of("owner", byId(owner)))));
        look(system);
        look(post);
        for (int i = 0; i < CHANGES; i++) {
            system = changed(system, "system", someOfASystem());
            post = changed(post, "post", someOfAPost());
        }
        assertThat(shown).hasSize(2 * (CHANGES + 1));
        shown.forEach((when, then) -> assertThat(read(when.id(), "knownAt: {position: %d}".formatted(when.position())))
                .as("at position %d, seed %d", when.position(), SEED)
                .isEqualTo(then));
        assertThat(shown.values().stream().distinct()).hasSizeGreaterThan(CHANGES);
    }

    private Map<String, Object> someOfASystem() {
        Map<String, Object> changes = new HashMap<>(Map.of("name", name("Registry")));
        if (random.nextBoolean()) {
            changes.put("stages", stages());
        }
        if (random.nextBoolean()) {
            changes.put("purpose", name("Purpose"));
        }
        return changes;
    }

    private List<Map<String, String>> stages() {
        List<Map<String, String>> stages = new ArrayList<>();
        for (LocalDate day : days(1 + random.nextInt(4))) {
            stages.add(Map.of("stage", STAGES.get(stages.size() % 2), "from", day.toString()));
        }
        return stages;
    }

    /** In their order, each once. */
    private List<LocalDate> days(int count) {
        return random.ints(0, 14 * 365)
                .distinct()
                .limit(count)
                .sorted()
                .mapToObj(LocalDate.of(2018, 1, 1)::plusDays)
                .toList();
    }

    private Map<String, Object> someOfAPost() {
        List<LocalDate> ends = days(2 * (1 + random.nextInt(3)));
        List<Map<String, Object>> appointments = IntStream.range(0, ends.size() / 2)
                .mapToObj(i -> Map.<String, Object>of(
                        "person",
                        byId(persons.get(random.nextInt(persons.size()))),
                        "from",
                        ends.get(2 * i).toString(),
                        "to",
                        ends.get(2 * i + 1).toString()))
                .toList();
        return Map.of("name", name("Keeper"), "appointments", appointments);
    }

    /** Every third change corrects an earlier version, and half of them come late. */
    private Change changed(Change before, String kind, Map<String, Object> changes) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "record", byId(before.id()), "expectedVersion", before.version(), "changes", Map.of(kind, changes)));
        if (random.nextInt(3) == 0) {
            input.put("corrects", 1 + random.nextInt(before.version()));
        }
        if (random.nextBoolean()) {
            input.put("effective", days(1).get(0).isBefore(LocalDate.of(2026, 1, 1)) ? "2025-01-01" : "2026-01-01");
        }
        Change change = registrar().record("revise", input);
        look(change);
        return change;
    }

    private void look(Change change) {
        shown.put(
                new Shown(change.id(), change.position()),
                read(change.id(), "atLeast: %d".formatted(change.position())));
    }

    private JsonNode read(String id, String when) {
        StringBuilder days = new StringBuilder();
        for (String day : DAYS) {
            days.append(
                    "on%s: node(id: $id, asOf: \"%s\", %s) { %s }%n".formatted(day.replace("-", ""), day, when, CARD));
        }
        return client().ask("query ($id: ID!) { %s }".formatted(days), Map.of("id", id))
                .at("");
    }

    /** BR03: what is shown of a record is all that its events changed, one after the other. */
    @Test
    void theStateIsTheFoldOfTheEvents() {
        Change system = registrar().register(system(name("Registry"), byId(owner)));
        look(system);
        for (int i = 0; i < CHANGES; i++) {
            system = changed(system, "system", someOfASystem());
        }
        Map<String, String> folded = new TreeMap<>();
        for (JsonNode entry : fromTheFirst(system.id())) {
            entry.path("changes").forEach(change -> {
                if (change.path("after").isNull()) {
                    folded.remove(change.path("path").asString());
                } else {
                    folded.put(
                            change.path("path").asString(), change.path("after").asString());
                }
            });
            JsonNode then = Objects.requireNonNull(
                    shown.get(new Shown(system.id(), entry.path("position").asLong())));
            assertThat(folded).containsAllEntriesOf(members(then.at("/on20190601")));
            assertThat(folded.keySet().stream().filter(path -> path.endsWith(".stage")))
                    .hasSize(then.at("/on20190601/stages").size());
        }
    }

    private List<JsonNode> fromTheFirst(String id) {
        List<JsonNode> versions = new ArrayList<>(client().ask(
                        "query ($id: ID!) { history(id: $id, first: 100) { nodes { position changes { path after } } } }",
                        Map.of("id", id))
                .at("/history/nodes")
                .valueStream()
                .toList());
        Collections.reverse(versions);
        return versions;
    }

    private static Map<String, String> members(JsonNode card) {
        Map<String, String> members = new TreeMap<>(Map.of(
                "number",
                card.path("number").asString(),
                "name",
                card.path("name").asString(),
                "purpose",
                card.path("purpose").asString(),
                "owner",
                card.at("/owner/id").asString()));
        for (int i = 0; i < card.path("stages").size(); i++) {
            members.put(
                    "stages[%d].stage".formatted(i),
                    card.at("/stages/%d/stage".formatted(i)).asString());
            members.put(
                    "stages[%d].from".formatted(i),
                    card.at("/stages/%d/from".formatted(i)).asString());
        }
        return members;
    }

    /** A01, BR01: the number is there with the registration and never another. */
    @Test
    void theRegisterNumberIsGivenAtOnceAndNeverChanges() {
        Change registered = registrar().register(system(name("Registry"), byId(owner)));
        look(registered);
        Change system = registered;
        for (int i = 0; i < 5; i++) {
            system = changed(system, "system", someOfASystem());
        }
        assertThat(registered.number()).matches("SYS-\\d+");
        assertThat(shown.values())
                .allSatisfy(days -> assertThat(days)
                        .allSatisfy(card ->
                                assertThat(card.path("number").asString()).isEqualTo(registered.number())));
    }
}
