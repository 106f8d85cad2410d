package assetledger.api.bench;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The two sides' answers in one form, so that they can be compared. */
final class Shapes {
    private Shapes() {}

    static List<String> ofProduct(String question, JsonNode data) {
        return switch (question) {
            case "lookup" -> lookup(data.path("node"), data.at("/node/links/nodes"), "/terms/degree", "/head");
            case "page" ->
                data.at("/assets/nodes")
                        .valueStream()
                        .flatMap(system -> Stream.concat(
                                Stream.concat(
                                        Stream.of(card(system)),
                                        functions(system.at("/links/nodes"), "/terms/degree", "/head")),
                                system.at("/measures/nodes")
                                        .valueStream()
                                        .flatMap(link -> measure(
                                                link.path("tail"),
                                                link.at("/tail/links/nodes")
                                                        .valueStream()
                                                        .map(pays -> line(
                                                                pays.path("tail"),
                                                                pays.at("/tail/amounts")
                                                                        .valueStream()
                                                                        .map(amount -> amount.at("/amount/amount")
                                                                                .asString())))))))
                        .toList();
            default ->
                Stream.concat(
                                data.at("/spendingTrace/total")
                                        .valueStream()
                                        .map(total -> total.path("amount").asString()),
                                data.at("/spendingTrace/steps")
                                        .valueStream()
                                        .map(step -> "%s %s %s"
                                                .formatted(
                                                        step.path("link").asString(),
                                                        step.at("/tail/id").asString(),
                                                        step.at("/head/id").asString()))
                                        .sorted())
                        .toList();
        };
    }

    static List<String> ofFloor(String question, JsonNode data) {
        return switch (question) {
            case "lookup" -> lookup(data, data.path("functions"), "/degree", "");
            case "page" ->
                data.valueStream()
                        .flatMap(system -> Stream.concat(
                                Stream.concat(
                                        Stream.of(card(system)), functions(system.path("functions"), "/degree", "")),
                                system.path("measures")
                                        .valueStream()
                                        .flatMap(measure -> measure(
                                                measure,
                                                measure.path("lines")
                                                        .valueStream()
                                                        .map(line -> line(
                                                                line,
                                                                line.path("amounts")
                                                                        .valueStream()
                                                                        .map(JsonNode::asString)))))))
                        .toList();
            default ->
                Stream.concat(
                                data.path("total").valueStream().map(JsonNode::asString),
                                data.path("steps")
                                        .valueStream()
                                        .map(step -> "%s %s %s"
                                                .formatted(
                                                        step.path("link").asString(),
                                                        step.path("tail").asString(),
                                                        step.path("head").asString()))
                                        .sorted())
                        .toList();
        };
    }

    private static List<String> lookup(JsonNode system, JsonNode links, String degree, String function) {
        return Stream.concat(
                        Stream.of(
                                card(system),
                                system.at("/owner/id").asString(),
                                system.at("/owner/name").asString()),
                        functions(links, degree, function))
                .toList();
    }

    private static String card(JsonNode system) {
        return "%s %s %s"
                .formatted(
                        system.path("id").asString(),
                        system.path("number").asString(),
                        system.path("name").asString());
    }

    private static Stream<String> functions(JsonNode links, String degree, String function) {
        return links.valueStream()
                .map(link -> "%s %s %s"
                        .formatted(
                                link.at(degree).asString(),
                                link.at(function + "/id").asString(),
                                link.at(function + "/name").asString()));
    }

    private static Stream<String> measure(JsonNode measure, Stream<String> lines) {
        return Stream.concat(
                Stream.of("%s %s"
                        .formatted(
                                measure.path("id").asString(),
                                measure.path("name").asString())),
                lines);
    }

    private static String line(JsonNode line, Stream<String> amounts) {
        return "%s %s %s"
                .formatted(line.path("id").asString(), line.path("number").asString(), amounts.toList());
    }
}
