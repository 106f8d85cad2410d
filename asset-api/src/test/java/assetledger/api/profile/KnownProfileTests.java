package assetledger.api.profile;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What was known, from the ledger, against what the graph showed at that time: two ways to the same profile, each a check
 * of the other.
 */
class KnownProfileTests extends RunningServer {
    private static final List<String> DAYS = List.of("2024-06-30", "2026-06-30", "2031-01-01");
    private static final int STEPS = 90;
    private static final int STEPS_BETWEEN = 15;

    private final Map<String, List<String>> ids = new HashMap<>();
    private final List<Shown> shown = new ArrayList<>();

    /** What somebody was shown of a profile. */
    private record Shown(String viewer, String subject, String day, long position, Map<String, Object> profile) {}

    /** To plan so many statements for the first time may take longer than a question may. */
    @BeforeEach
    void askedOnce() {
        String subject = one("subject", authority(name("First")));
        Awaitility.await()
                .until(() -> client().send(
                                "query ($id: ID!) { digitalProfile(subject: $id) { sections { total } money { outcome } } }",
                                Map.of("id", subject))
                        .errorCode()
                        .isEmpty());
        ids.clear();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theProfileKnownAtAPositionIsTheOneThatWasShownThen(long seed) {
        Random random = new Random(seed);
        List<String> subjects = List.of(one("subject", authority(name("A"))), one("subject", authority(name("B"))));
        Map<String, Client> viewers = Map.of(
                "auditor", client(name("auditor"), Role.AUDITOR, null),
                "analyst", client(name("analyst"), Role.ANALYST, null));
        for (int step = 1; step <= STEPS; step++) {
            step(random);
            if (step % STEPS_BETWEEN == 0) {
                long position = database().size() - 1;
                viewers.forEach((viewer, client) -> subjects.forEach(subject -> DAYS.forEach(day -> shown.add(
                        new Shown(viewer, subject, day, position, profile(client, subject, day, position, null))))));
            }
        }
        assertThat(shown.stream()
                        .flatMap(each -> each.profile().keySet().stream())
                        .distinct())
                .hasSizeGreaterThan(20);
        for (Shown then : shown) {
            assertThat(profile(
                            viewers.getOrDefault(then.viewer(), client()),
                            then.subject(),
                            then.day(),
                            then.position(),
                            then.position()))
                    .as("%s on %s at %d for the %s", then.subject(), then.day(), then.position(), then.viewer())
                    .isEqualTo(then.profile());
        }
    }

    @Test
    void whatARecordOfThenNamesIsNotShownAsItIsToday() {
        String subject = one("subject", authority(name("Named")));
        one("system", system(name("Names"), byId(subject)));
        assertThat(client().send(
                                "query ($id: ID!, $then: Position!) { digitalProfile(subject: $id, atLeast: $then,"
                                        + " knownAt: {position: $then}) {"
                                        + " records(section: TECHNICAL, rating: \"IN_USE\", first: 1) {"
                                        + " nodes { ... on Asset { name owner { name } } } } } }",
                                Map.of("id", subject, "then", database().size() - 1))
                        .error()
                        .path("message")
                        .asString())
                .contains("With knownAt owner is not offered");
    }

    /** Rights are today's: whoever may not see an asset now may not see it as it was known when it was open. */
    @Test
    void whatIsHiddenNowIsNotShownAsItWasKnownBefore() {
        String subject = one("subject", authority(name("Open")));
        String system = one("system", system(name("Secret"), byId(subject)));
        long open = database().size() - 1;
        client().ask(
                        "mutation ($id: ID!, $key: ID!) { restrict(idempotencyKey: $key, input: {record: {id: $id},"
                                + " expectedVersion: 1, ground: \"Because\"}) { problems { message } } }",
                        Map.of("id", system, "key", UUID.randomUUID().toString()));
        Client analyst = client(name("analyst"), Role.ANALYST, null);
        Client auditor = client(name("auditor"), Role.AUDITOR, null);
        assertThat(profile(auditor, subject, "2026-06-30", open, open)).containsKey("TECHNICAL IN_USE");
        assertThat(profile(analyst, subject, "2026-06-30", open, open)).doesNotContainKey("TECHNICAL IN_USE");
    }

    @Test
    void anAuthorityThatWasNotKnownYetHasNoProfileOfThatTime() {
        long before = database().size() - 1;
        String subject = one("subject", authority(name("Late")));
        assertThat(client().ask(
                                "query ($id: ID!, $then: Position, $at: Position) { digitalProfile(subject: $id,"
                                        + " atLeast: $at, knownAt: {position: $then}) { asOf } }",
                                Map.of(
                                        "id",
                                        subject,
                                        "then",
                                        before,
                                        "at",
                                        database().size() - 1))
                        .at("/digitalProfile")
                        .isNull())
                .isTrue();
    }

    @Test
    void whatIsNotRecordedYetIsNotKnownYet() {
        String subject = one("subject", authority(name("Early")));
        assertThat(client().send(
                                "query ($id: ID!, $at: Position) { digitalProfile(subject: $id, atLeast: $at,"
                                        + " knownAt: {position: 99999999}) { asOf } }",
                                Map.of("id", subject, "at", database().size() - 1))
                        .error()
                        .path("message")
                        .asString())
                .contains("99999999 is not recorded yet");
    }

    /** Every figure with its count and its records, and the sums of money. */
    private static Map<String, Object> profile(
            Client client, String subject, String day, long atLeast, @Nullable Long knownAt) {
        Map<String, Object> variables = new HashMap<>(Map.of("id", subject, "day", day, "at", atLeast));
        variables.put("known", knownAt == null ? null : Map.of("position", knownAt));
        JsonNode profile = client.ask("""
                        query ($id: ID!, $day: Date!, $at: Position, $known: KnownAtInput) {
                          digitalProfile(subject: $id, asOf: $day, atLeast: $at, knownAt: $known) {
                            sections { section total figures { rating count records(first: 30) { nodes { id version } } } }
                            money { outcome currency figures { lines withheld amount { amount } } }
                          }
                        }
                        """, variables).at("/digitalProfile");
        Map<String, Object> figures = new TreeMap<>();
        profile.path("sections")
                .forEach(section -> section.path("figures").forEach(figure -> {
                    TreeSet<String> records = new TreeSet<>();
                    figure.at("/records/nodes").forEach(node -> records.add(node.toString()));
                    assertThat(records).hasSize(figure.path("count").asInt());
                    figures.put(
                            section.path("section").asString() + " "
                                    + figure.path("rating").asString(),
                            records);
                }));
        TreeSet<String> money = new TreeSet<>();
        profile.path("money").forEach(sum -> money.add(sum.toString()));
        figures.put("money", money);
        return figures;
    }

    private void step(Random random) {
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> asset(random, "system", "operation", "creation", "suspended", "retention");
            case 3 -> asset(random, "act", "in-force", "draft", "repealed");
            case 4 -> line(random);
            case 5 -> asset(random, "competency", "required", "met");
            case 6 -> owned(random, "measure", Map.of("from", day(random)));
            case 7 -> indicator(random);
            case 8 -> owned(random, "post", appointment(random));
            case 9, 10 -> function(random);
            case 11 -> declare(random);
            default -> link(random);
        }
    }

    private String one(String kind, Map<String, Object> input) {
        String id = registrar().register(input).id();
        ids.computeIfAbsent(kind, none -> new ArrayList<>()).add(id);
        return id;
    }

    private String any(Random random, String kind) {
        List<String> known = ids.getOrDefault(kind, List.of());
        return known.isEmpty() ? "" : known.get(random.nextInt(known.size()));
    }

    private static String day(Random random) {
        return "20%02d-0%d-15".formatted(20 + random.nextInt(14), 1 + random.nextInt(9));
    }

    private void owned(Random random, String kind, Map<String, Object> more) {
        Map<String, Object> members = new LinkedHashMap<>(more);
        members.put("owner", byId(any(random, "subject")));
        one(kind, registration(kind, named(name(kind), members)));
    }

    private void asset(Random random, String kind, String... stages) {
        asset(random, kind, Map.of(), stages);
    }

    private void asset(Random random, String kind, Map<String, Object> more, String... stages) {
        Map<String, Object> members = new LinkedHashMap<>(more);
        members.put("purpose", "For something");
        members.put("stages", List.of(Map.of("stage", stages[random.nextInt(stages.length)], "from", day(random))));
        members.put("owner", byId(any(random, "subject")));
        Map<String, Object> registration = new LinkedHashMap<>(registration(kind, named(name(kind), members)));
        if (random.nextInt(5) == 0) {
            registration.put("restriction", "Because");
        }
        one(kind, registration);
    }

    private void line(Random random) {
        List<Map<String, Object>> amounts = List.of(
                Map.of("year", 2024, "amount", "%d.10".formatted(random.nextInt(1000))),
                Map.of("year", 2026, "amount", "%d.20".formatted(random.nextInt(1000))));
        asset(
                random,
                "spendingLine",
                Map.of("currency", random.nextBoolean() ? "EUR" : "RUB", "amounts", amounts),
                "approved",
                "executing");
    }

    private void indicator(Random random) {
        Map<String, Object> members = new LinkedHashMap<>(Map.of("unit", "share", "direction", "HIGHER_IS_BETTER"));
        members.put("plans", List.of(Map.of("year", random.nextBoolean() ? 2024 : 2026, "value", "5")));
        members.put(
                "actuals",
                List.of(Map.of("year", random.nextBoolean() ? 2024 : 2026, "value", "" + random.nextInt(10))));
        owned(random, "indicator", members);
    }

    private Map<String, Object> appointment(Random random) {
        String person = registrar()
                .record("describePerson", Map.of("owner", byId(any(random, "subject")), "name", "Ann"))
                .id();
        return Map.of("appointments", List.of(Map.of("person", byId(person), "from", day(random))));
    }

    private void function(Random random) {
        Map<String, Object> members = new LinkedHashMap<>(Map.of("area", "07.4.0", "kind", "SERVICE"));
        if (random.nextBoolean() && !any(random, "function").isEmpty()) {
            members.put("broader", byId(any(random, "function")));
        }
        one("function", registration("function", named(name("Duty"), members)));
    }

    private void declare(Random random) {
        registrar()
                .record(
                        "declareReportedThrough",
                        Map.of("subject", byId(any(random, "subject")), "area", "07", "through", "2025-01-01"));
    }

    /** A link that may well be refused, since it is there already. */
    private void link(Random random) {
        String[] kinds = {
            "MANDATED subject function",
            "SUPPORTS system function",
            "SUPPORTS system function",
            "USES subject system",
            "GOVERNED_BY system act",
            "AIMS_AT measure indicator",
            "PAYS_FOR spendingLine measure",
            "REQUIRES system competency",
            "HOLDS subject competency",
            "POST_HOLDS post competency",
            "OPERATED_BY system subject",
            "STEWARDED_BY system subject"
        };
        String[] kind = kinds[random.nextInt(kinds.length)].split(" ", -1);
        String tail = any(random, kind[1]);
        String head = any(random, kind[2]);
        if (tail.isEmpty() || head.isEmpty()) {
            return;
        }
        Map<String, Object> link = new LinkedHashMap<>(terms(random, kind[0]));
        link.putAll(Map.of("kind", kind[0], "tail", byId(tail), "head", byId(head)));
        if (random.nextBoolean()) {
            link.put("from", day(random));
        } else if (random.nextBoolean()) {
            link.put("to", day(random));
        }
        registrar().ask("link", link);
    }

    private Map<String, Object> terms(Random random, String kind) {
        return switch (kind) {
            case "SUPPORTS" ->
                Map.of("degree", List.of("FULL", "PARTIAL", "AUXILIARY").get(random.nextInt(3)));
            case "REQUIRES", "HOLDS" -> Map.of("level", 1 + random.nextInt(3), "count", 1 + random.nextInt(2));
            case "POST_HOLDS" -> Map.of("level", 1 + random.nextInt(3));
            case "USES" -> use(random);
            default -> Map.of();
        };
    }

    private Map<String, Object> use(Random random) {
        String function = any(random, "function");
        return function.isEmpty() || random.nextBoolean()
                ? Map.of()
                : Map.of(random.nextBoolean() ? "added" : "without", List.of(byId(function)));
    }
}
