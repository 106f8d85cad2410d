package assetledger.api.demonstration;

import assetledger.api.access.Caller;
import assetledger.api.access.ViewerContext;
import assetledger.model.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks the three questions as any client would, over GraphQL, and lays the answers out for a terminal. */
@Component
public class Answers {
    /** The portfolio's money is of the years around this one. */
    private static final int YEAR = 2026;

    private static final Map<String, Object> TRACED_LINE =
            Map.of("external", Map.of("scheme", "demo", "value", "fin-digital-audit"));

    private final ExecutionGraphQlService graphql;

    Answers(ExecutionGraphQlService graphql) {
        this.graphql = graphql;
    }

    /** The three answers and one trace, as tables. */
    public Mono<String> print(LocalDate asOf, long atLeast) {
        String day = asOf.toString();
        return ask("answers", Map.of("asOf", day, "year", YEAR, "line", TRACED_LINE, "atLeast", atLeast))
                .flatMap(answers -> ask(
                                "trace",
                                Map.of("record", text(object(answers, "line"), "id"), "year", YEAR, "asOf", day))
                        .map(trace -> twice(answers, day)
                                + uncovered(answers, day)
                                + money(answers)
                                + trace(object(trace, "spendingTrace"))));
    }

    private Mono<Map<String, Object>> ask(String document, Map<String, Object> variables) {
        var request = new DefaultExecutionGraphQlRequest(
                document(document), null, variables, Map.of(), "demonstration", null);
        request.configureExecutionInput((input, builder) -> builder.graphQLContext(Map.of(
                        ViewerContext.VIEWER,
                        Viewer.server("demonstration"),
                        ViewerContext.CALLER,
                        Caller.server("demonstration")))
                .build());
        return graphql.execute(request).map(response -> {
            if (!response.getErrors().isEmpty()) {
                throw new IllegalStateException("The demonstration's question " + document + " failed: "
                        + response.getErrors().get(0).getMessage());
            }
            return response.getData();
        });
    }

    private static String document(String name) {
        String path = "/assetledger/demonstration/" + name + ".graphql";
        try (InputStream in = Answers.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The program has no document " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String twice(Map<String, Object> answers, String day) {
        Map<String, Object> list = object(answers, "duplicatedFunctions");
        Table table = new Table(34, 9, 34, 40);
        table.row("function", "number", "system of", "in its owner's words").rule();
        for (Map<String, Object> row : objects(list, "nodes")) {
            Object name = "%s (%s)".formatted(text(object(row, "function"), "name"), text(row, "systems"));
            for (Map<String, Object> supporter : objects(row, "supporters")) {
                Map<String, Object> system = object(supporter, "system");
                table.row(
                        name,
                        text(system, "number"),
                        text(object(system, "owner"), "name"),
                        text(object(object(supporter, "link"), "terms"), "text"));
                name = "";
            }
            table.rule();
        }
        return heading("1. Functions built twice, as of %s: %s".formatted(day, text(list, "totalCount"))) + table;
    }

    private static String uncovered(Map<String, Object> answers, String day) {
        Map<String, Object> list = object(answers, "uncoveredFunctions");
        String counts = objects(answers, "coverageCounts").stream()
                .map(count -> "%s %s".formatted(text(count, "state"), count.get("count")))
                .collect(Collectors.joining(", "));
        Table table = new Table(14, 44, 46, 12);
        table.row("state", "authority", "duty", "planned for").rule();
        objects(list, "nodes")
                .forEach(row -> table.row(
                        text(row, "state") + (Boolean.TRUE.equals(row.get("regulatoryOnly")) ? " (act only)" : ""),
                        text(object(row, "subject"), "name"),
                        text(object(row, "function"), "name"),
                        text(row, "planned")));
        return heading("2. Duties with no full system behind them, as of %s: %s"
                        .formatted(day, text(list, "totalCount")))
                + "All mandates: " + counts + "\n\n" + table;
    }

    private static String money(Map<String, Object> answers) {
        Map<String, Object> list = object(answers, "spendingWithoutResult");
        Table totals = new Table(14, 6, 24);
        totals.row("came to", "lines", "amount").rule();
        objects(answers, "spendingTotals")
                .forEach(total -> totals.row(
                        text(total, "outcome"),
                        text(object(total, "figures"), "lines"),
                        amount(object(total, "figures"), "amount")));
        Table table = new Table(14, 9, 50, 24);
        table.row("came to", "number", "spending line", "amount").rule();
        objects(list, "nodes")
                .forEach(row -> table.row(
                        text(row, "outcome"),
                        text(object(row, "line"), "number"),
                        text(object(row, "line"), "name"),
                        amount(row, "amount")));
        return heading("3. Money of %d that reached no result: %s lines".formatted(YEAR, text(list, "totalCount")))
                + totals + "\n" + table;
    }

    private static String trace(Map<String, Object> trace) {
        Map<String, Object> start = object(trace, "start");
        Table way = new Table(12, 90);
        way.row("from", "%s %s".formatted(text(start, "number"), text(start, "name")));
        objects(trace, "steps").forEach(step -> way.row(step(step), end(object(step, "head"))));
        Table hops = new Table(22, 24, 24);
        hops.row("hop", "linked", "unlinked").rule();
        objects(trace, "hops").forEach(hop -> hops.row(text(hop, "way"), sum(hop, "linked"), sum(hop, "unlinked")));
        return heading("One trace from a budget line to an indicator, %d: %s"
                        .formatted(YEAR, sum(trace, "total").strip()))
                + way + "\n" + hops;
    }

    private static String step(Map<String, Object> step) {
        return text(step, "link").toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String end(Map<String, Object> head) {
        if (!head.containsKey("unit")) {
            return "%s %s".formatted(text(head, "number"), text(head, "name")).strip();
        }
        return "%s [%s]: planned %s, actual %s"
                .formatted(text(head, "name"), text(head, "unit"), value(head, "plans"), value(head, "actuals"));
    }

    private static String value(Map<String, Object> indicator, String list) {
        return objects(indicator, list).stream()
                .filter(value -> value.get("year") instanceof Integer year && year == YEAR)
                .map(value -> text(value, "value"))
                .findFirst()
                .orElse("-");
    }

    private static String sum(Map<String, Object> members, String list) {
        String sum = objects(members, list).stream().map(Answers::amount).collect(Collectors.joining(" + "));
        return sum.isEmpty() ? "0" : sum;
    }

    private static String amount(Map<String, Object> members, String name) {
        return amount(object(members, name));
    }

    private static String amount(Map<String, Object> money) {
        String decimal = text(money, "amount").replaceAll("(?<=\\d)(?=(\\d{3})+\\.)", " ");
        return "%24s".formatted(decimal + " " + text(money, "currency"));
    }

    private static String heading(String text) {
        return "\n" + text + "\n" + "=".repeat(text.length()) + "\n";
    }

    private static String text(Map<String, Object> members, String name) {
        @Nullable Object value = members.get(name);
        return value == null ? "" : value.toString();
    }

    @SuppressWarnings("unchecked") // The document asks for an object here.
    private static Map<String, Object> object(Map<String, Object> members, String name) {
        return (Map<String, Object>) members.getOrDefault(name, Map.of());
    }

    @SuppressWarnings("unchecked") // The document asks for a list of objects here.
    private static List<Map<String, Object>> objects(Map<String, Object> members, String name) {
        return (List<Map<String, Object>>) members.getOrDefault(name, List.of());
    }
}
