package assetledger.api.access;

import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.Matrix.Cell;
import assetledger.api.access.Policy.Outcome;
import assetledger.api.access.Policy.Relation;
import assetledger.api.access.Policy.Right;
import assetledger.api.access.Policy.Who;
import assetledger.api.access.SchemaWalk.Hop;
import assetledger.api.access.Templates.Template;
import assetledger.api.testing.FreshServer;
import assetledger.api.testing.Registrar;
import assetledger.api.testing.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/**
 * Everybody asks for everything: each cell of {@code matrix.csv} is asked of the real server. Whoever changes a rule
 * writes the file anew with {@code -Daccess.matrix=write} and shows the lines that changed.
 */
@FreshServer
class MatrixTests extends WatchedServer {
    private static final Path COMMITTED = Path.of("src/test/resources/access/matrix.csv");
    private static final int TOGETHER = 10;
    /** An answer tells no more errors. */
    private static final int DENIED_TOGETHER = 5;

    @Autowired
    private GraphQlSource source;

    private int requests;

    private Matrix matrix() {
        return new Matrix(source.schema(), holdings());
    }

    @Test
    void thePolicyIsTheCommittedOne() throws IOException {
        String csv = Matrix.csv(matrix().cells());
        if ("write".equals(System.getProperty("access.matrix"))) {
            Files.writeString(COMMITTED, csv);
        }
        assertThat(csv).isEqualTo(Files.readString(COMMITTED));
        assertThat(csv.lines()).hasSizeGreaterThan(700);
    }

    @Test
    void everybodyGetsWhatThePolicySays() {
        long start = System.nanoTime();
        List<Cell> cells = matrix().cells();
        List<String> wrong = new ArrayList<>();
        int executed = 0;
        for (Who who : Who.values()) {
            executed += questions(as(who), cells, wrong);
            executed += commands(as(who), cells, wrong);
            executed += subscriptions(as(who), cells, wrong);
        }
        System.out.printf(
                "Access matrix: cells executed %d in %d requests, seconds %d, foreign canaries %d of %d%n",
                executed,
                requests,
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                canaries().leaks().size(),
                canaries().size());
        assertThat(wrong).isEmpty();
        assertThat(executed).isEqualTo(cells.size() * Who.values().length);
    }

    private static void compare(Who who, Cell cell, String found, List<String> wrong) {
        Outcome expected = Matrix.expected(cell, who);
        boolean absent = found.equals(Outcome.MASK.name()) && expected == Outcome.ALLOW && Matrix.mayBeAbsent(cell);
        if (!found.equals(expected.name()) && !absent) {
            wrong.add("%s %s %s: expected %s, but found %s"
                    .formatted(who.label(), cell.coordinate(), cell.relation().label(), expected, found));
        }
    }

    /** Questions go together, those alike in what is expected, since one that fails may take its neighbours with it. */
    private int questions(Asker asker, List<Cell> all, List<String> wrong) {
        Map<Outcome, List<Cell>> cells = all.stream()
                .filter(cell ->
                        cell.route() != null && cell.way().root().getName().equals("Query"))
                .collect(Collectors.groupingBy(cell -> Matrix.expected(cell, asker.who())));
        cells.forEach((expected, alike) -> {
            int together = expected == Outcome.DENY ? DENIED_TOGETHER : TOGETHER;
            for (int from = 0; from < alike.size(); from += together) {
                questionsTogether(asker, alike.subList(from, Math.min(from + together, alike.size())), wrong);
            }
        });
        return cells.values().stream().mapToInt(List::size).sum();
    }

    private void questionsTogether(Asker asker, List<Cell> cells, List<String> wrong) {
        Map<String, Cell> byAlias = new LinkedHashMap<>();
        cells.forEach(cell -> byAlias.put("c" + byAlias.size(), cell));
        String query = byAlias.entrySet().stream()
                .map(aliased -> Matrix.text(aliased.getValue(), aliased.getKey(), holdings()))
                .collect(Collectors.joining("\n", "{ ", " }"));
        JsonNode answer = asker.send(query).json();
        requests++;
        if (!answer.path("data").isObject() && cells.size() > 1) {
            cells.forEach(cell -> questionsTogether(asker, List.of(cell), wrong));
            return;
        }
        byAlias.forEach((alias, cell) -> compare(asker.who(), cell, outcome(answer, alias, cell), wrong));
    }

    private static String outcome(JsonNode answer, String alias, Cell cell) {
        for (JsonNode error : answer.path("errors")) {
            if (error.path("path").path(0).asString("").equals(alias)
                    || !answer.path("data").isObject()) {
                String code = error.at("/extensions/code").asString("?");
                return code.equals("FORBIDDEN") ? Outcome.DENY.name() : code + " " + error.path("message");
            }
        }
        JsonNode root = answer.path("data").path(alias);
        if (root.isNull()) {
            return Outcome.HIDDEN.name();
        }
        return cell.isEntry() ? Outcome.ALLOW.name() : along(root, cell);
    }

    /** Goes the way of a question through its answer, by all branches at once. */
    private static String along(JsonNode root, Cell cell) {
        List<String> names = new ArrayList<>();
        cell.way().hops().stream()
                .map(Hop::field)
                .filter(Objects::nonNull)
                .forEach(field -> names.add(field.getName()));
        names.add(cell.leaf().getName());
        List<JsonNode> here = flat(List.of(root));
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            List<JsonNode> there = here.stream()
                    .map(node -> node.path(name))
                    .filter(node -> !node.isMissingNode())
                    .toList();
            if (there.isEmpty()) {
                return "NOTHING to ask for " + name;
            } else if (there.stream().allMatch(JsonNode::isNull)) {
                return Outcome.MASK.name();
            }
            here = i == names.size() - 1
                    ? there
                    : flat(there.stream().filter(node -> !node.isNull()).toList());
        }
        return Outcome.ALLOW.name();
    }

    private static List<JsonNode> flat(List<JsonNode> nodes) {
        List<JsonNode> flat = new ArrayList<>();
        nodes.forEach(node -> {
            if (node.isArray()) {
                node.forEach(flat::add);
            } else {
                flat.add(node);
            }
        });
        return flat;
    }

    /** Commands are checked; those that must not be carried out are then sent in earnest, and nothing comes of them. */
    private int commands(Asker asker, List<Cell> all, List<String> wrong) {
        Map<String, String> known = new HashMap<>();
        List<Cell> cells = all.stream()
                .filter(cell -> !cell.isSubscription()
                        && (cell.route() == null || cell.way().root().getName().equals("Mutation")))
                .toList();
        for (Cell cell : cells) {
            compare(asker.who(), cell, command(asker, cell, known), wrong);
        }
        return cells.size();
    }

    private String command(Asker asker, Cell cell, Map<String, String> known) {
        Template template = cell.template();
        if (cell.isView()) {
            return view(asker, cell);
        } else if (cell.named()) {
            return reference(asker, cell);
        } else if (template == null && cell.isEntry()) {
            requests++;
            return outcome(
                    asker.send("mutation { %s }".formatted(Matrix.text(cell, "it", holdings())))
                            .json(),
                    "it",
                    cell);
        } else if (template == null) {
            return payload(asker, cell);
        }
        return known.computeIfAbsent(
                template.name() + cell.relation(),
                any -> command(asker, template, cell.relation(), Matrix.expected(cell, asker.who())));
    }

    private String command(Asker asker, Template template, Relation relation, Outcome expected) {
        Map<String, Object> input = template.input().apply(holdings(), relation);
        requests++;
        String checked = outcome(asker.command(template.mutation(), input, true));
        if (expected == Outcome.ALLOW) {
            return checked;
        }
        long before = database().size();
        requests++;
        String recorded = outcome(asker.command(template.mutation(), input, false));
        long events = database().size() - before;
        return events == 0 && recorded.equals(checked)
                ? checked
                : "checked %s, recorded %s with %d events".formatted(checked, recorded, events);
    }

    private static String outcome(Reply reply) {
        if (!reply.errorCode().isEmpty()) {
            return reply.errorCode().equals("FORBIDDEN") ? Outcome.DENY.name() : reply.body();
        }
        if (!reply.at("/it").isObject()) {
            return reply.body();
        }
        JsonNode payload = reply.at("/it/results/0");
        payload = payload.isMissingNode() ? reply.at("/it") : payload;
        List<String> codes = payload.path("problems")
                .valueStream()
                .map(problem -> problem.path("code").asString(""))
                .toList();
        if (codes.isEmpty()) {
            return Outcome.ALLOW.name();
        }
        return codes.stream().allMatch("NOT_FOUND"::equals) ? Outcome.HIDDEN.name() : reply.body();
    }

    private String knownAt(String coordinate) {
        return switch (coordinate) {
            case "KnownAtInput.position" ->
                ", knownAt: {position: %d}".formatted(holdings().position());
            case "KnownAtInput.instant" -> ", knownAt: {instant: \"%s\"}".formatted(Instant.now());
            default -> "";
        };
    }

    /** A reference, in a question that takes one. */
    private String reference(Asker asker, Cell cell) {
        Map<String, Object> ref = cell.coordinate().equals("RefInput.id")
                ? holdings().ref("TechnicalAsset", cell.relation())
                : Templates.external(holdings(), "TechnicalAsset", cell.relation());
        requests++;
        Reply reply = asker.send(
                "query ($ref: RefInput!) { it: record(kind: TECHNICAL_ASSET, ref: $ref%s) { id } }"
                        .formatted(knownAt(cell.coordinate())),
                Map.of("ref", ref));
        return !reply.errorCode().isEmpty()
                ? reply.body()
                : reply.at("/it").isNull() ? Outcome.HIDDEN.name() : Outcome.ALLOW.name();
    }

    private String view(Asker asker, Cell cell) {
        String subject = holdings().id("Subject", cell.relation());
        String given =
                switch (cell.coordinate()) {
                    case "ProfileViewInput.asOf" -> "asOf: \"2026-01-01\"";
                    case "ProfileViewInput.knownAt" ->
                        "knownAt: {position: %d}".formatted(holdings().position());
                    default -> "subject: \"%s\"".formatted(holdings().id("Subject", Relation.OWN));
                };
        requests++;
        Reply reply = asker.send("{ it: profileDifference(subject: \"%s\", from: {}, to: {%s}) { recordsCompared } }"
                .formatted(subject, given));
        return reply.errorCode().equals("FORBIDDEN")
                ? Outcome.DENY.name()
                : reply.errorCode().isEmpty() ? Outcome.ALLOW.name() : reply.body();
    }

    /** What a command answers, by a registration; one that is refused where a problem is asked for. */
    private String payload(Asker asker, Cell cell) {
        boolean batch = cell.way().entry().getName().equals("recordBatch");
        boolean refused = cell.coordinate().startsWith("Problem.");
        Map<String, Object> owner = Map.of("owner", holdings().ref("Subject", cell.relation()));
        Map<String, Object> input = refused
                ? Registrar.registration("system", named(name("Preview"), owner))
                : Registrar.system(name("Preview"), holdings().ref("Subject", cell.relation()));
        String path = cell.way().hops().stream()
                        .map(Hop::field)
                        .filter(Objects::nonNull)
                        .map(field -> " { " + field.getName())
                        .collect(Collectors.joining())
                + " { " + cell.leaf().getName() + (SchemaWalk.isObject(cell.leaf()) ? " { __typename }" : "")
                + " }".repeat(cell.way().hops().size() + 1);
        requests++;
        JsonNode answer = asker.send(
                        "mutation ($input: %s!, $key: ID!) { it: %s(input: $input, idempotencyKey: $key, validateOnly: true)%s }"
                                .formatted(
                                        batch ? "RecordBatchInput" : "RegisterInput",
                                        batch ? "recordBatch" : "register",
                                        path),
                        Registrar.variables(
                                batch ? Map.of("items", List.of(Map.of("register", input))) : input, UUID.randomUUID()))
                .json();
        return outcome(answer, "it", cell);
    }

    /** All that there is already, up to what everybody may see; or what is told of one thing. */
    private int subscriptions(Asker asker, List<Cell> all, List<String> wrong) {
        List<Cell> cells = all.stream().filter(Cell::isSubscription).toList();
        for (Cell cell : cells) {
            requests++;
            boolean ofOne = cell.relation() != Relation.NONE;
            String last = "\"%s\""
                    .formatted(
                            ofOne
                                    ? holdings().id("Upload", cell.relation())
                                    : holdings().id("Declaration", Relation.FOREIGN));
            String events = asker.follow(
                    "subscription { %s%s }"
                            .formatted(
                                    cell.leaf().getName(),
                                    ofOne
                                            ? "(id: %s) { id file sentence }".formatted(last)
                                            : "(after: 0) { record { id ... on Asset { name purpose } ... on Link { terms { text } } } }"),
                    last);
            compare(asker.who(), cell, told(events, last), wrong);
        }
        return cells.size();
    }

    private static String told(String events, String last) {
        if (events.contains(last)) {
            return Outcome.ALLOW.name();
        } else if (events.contains("FORBIDDEN")) {
            return Outcome.DENY.name();
        }
        return events.contains("event:complete") ? Outcome.HIDDEN.name() : events;
    }

    /** So that no branch of the policy goes unasked. */
    @Test
    void everyCommandIsInTheMatrixWithARightOfItsOwn() {
        assertThat(Templates.list().stream().map(Template::right)).contains(Right.values());
    }
}
