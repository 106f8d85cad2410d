package assetledger.api.request;

import static assetledger.api.request.HostileRow.OK;
import static assetledger.api.request.HostileRow.row;

import assetledger.api.testing.RunningServer;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies and queries that no good client sends: the rows 1 to 26 of the list, and 406, which is not in it. */
class HostileQueryTests extends RunningServer {
    static Stream<HostileRow> bodies() {
        String nested = "{\"query\": \"{ __typename }\", \"variables\": " + "[".repeat(2_000) + "]".repeat(2_000) + "}";
        String one = "{\"query\": \"{ __typename }\"}";
        return Stream.of(
                row("1", 400, "BAD_REQUEST_BODY", "Request body is empty", to -> to.post("")),
                row("2", 400, "BAD_REQUEST_BODY", "GraphQL request", to -> to.post("null")),
                row("3", 400, "BAD_REQUEST_BODY", "query must be a string", to -> to.post("{\"query\": 7}")),
                row(
                        "4a",
                        400,
                        "BAD_REQUEST_BODY",
                        "operationName must be a string",
                        to -> to.post(with("operationName", "1"))),
                row(
                        "4b",
                        400,
                        "BAD_REQUEST_BODY",
                        "variables must be an object",
                        to -> to.post(with("variables", "[]"))),
                row(
                        "4c",
                        400,
                        "BAD_REQUEST_BODY",
                        "extensions must be an object",
                        to -> to.post(with("extensions", "\"\""))),
                row("5a", 400, "BAD_REQUEST_BODY", "\"offset\":", to -> to.post("{\"query\": \"{ __type")),
                row("5b", 400, "BAD_REQUEST_BODY", "\"offset\":", to -> to.post(one + "{\"x\": 1}")),
                row(
                        "6a",
                        400,
                        "BAD_REQUEST_BODY",
                        "Duplicate key query",
                        to -> to.post("{\"query\": \"{a}\", \"query\": \"{b}\"}")),
                row(
                        "6b",
                        400,
                        "BAD_REQUEST_BODY",
                        "Duplicate key first",
                        to -> to.post(with("variables", "{\"first\": 1, \"first\": 2}"))),
                row(
                        "7",
                        413,
                        "PAYLOAD_TOO_LARGE",
                        "8 MB",
                        to -> to.post(with("variables", "{\"a\": \"" + "a".repeat(9_000_000) + "\"}"))),
                row(
                        "8",
                        415,
                        "UNSUPPORTED_ENCODING",
                        "Content-Encoding",
                        to -> to.post(one, "Content-Encoding", "gzip")),
                row(
                        "9",
                        400,
                        "BAD_REQUEST_BODY",
                        "Body is not valid UTF-8",
                        to -> to.post(new byte[] {'{', '"', (byte) 0xC3, '"', '}'})),
                row("10", 400, "BAD_REQUEST_BODY", "JSON nested deeper than 64", to -> to.post(nested)),
                row("11a", 400, "BATCHING_DISABLED", "one operation", to -> to.post("[" + one + "," + one + "]")),
                row(
                        "11b",
                        400,
                        "BATCHING_DISABLED",
                        "one operation",
                        to -> to.post(
                                repeated(1_000, i -> one).replace("} {", "},{").replaceAll("^(.*)$", "[$1]"))),
                row("12a", 405, "METHOD_NOT_ALLOWED", "POST", to -> to.get("%7B__typename%7D")),
                row("12b", 405, "METHOD_NOT_ALLOWED", "POST", to -> to.get("mutation%7B__typename%7D")),
                row(
                        "12c",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "application/json",
                        to -> to.post("query=%7Ba%7D", "Content-Type", "application/x-www-form-urlencoded")),
                row(
                        "12d",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "application/json",
                        to -> to.post(one, "Content-Type", "text/plain")),
                row(
                        "12e",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "application/json",
                        to -> to.post(one, "Content-Type", "multipart/form-data; boundary=a")));
    }

    static Stream<HostileRow> queries() {
        String include = " @include(if: true)";
        return Stream.of(
                row(
                        "13",
                        400,
                        "TOO_MANY_ALIASES",
                        "1,000 aliases",
                        to -> to.ask("{ " + repeated(1_000, i -> "a" + i + ": __typename") + " }")),
                row(
                        "14",
                        400,
                        "TOO_MANY_ALIASES",
                        "31 aliases",
                        to -> to.ask("{ "
                                + repeated(31, i -> "a%d: node(id: \"%s\") { id }".formatted(i, UUID.randomUUID()))
                                + " }")),
                row(
                        "15",
                        400,
                        "QUERY_TOO_LARGE",
                        "1,000 tokens",
                        to -> to.ask("{ " + repeated(3_000, i -> "__typename") + " }")),
                row(
                        "16",
                        400,
                        "QUERY_TOO_LARGE",
                        "1,000 tokens",
                        to -> to.ask("{ " + repeated(8_000, i -> "a" + i + ": __typename") + " }")),
                row(
                        "17",
                        400,
                        "TOO_MANY_DIRECTIVES",
                        "1,000 directives",
                        to -> to.ask("{ __typename" + include.repeat(1_000) + " }")),
                row(
                        "18",
                        400,
                        "TOO_MANY_DIRECTIVES",
                        "3,000 directives",
                        to -> to.ask("{ __typename" + " @nonsense".repeat(3_000) + " }")),
                row(
                        "18 few",
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "nonsense",
                        to -> to.ask("{ __typename" + " @nonsense".repeat(30) + " }")),
                row(
                        "19",
                        400,
                        "QUERY_TOO_DEEP",
                        "20",
                        to -> to.ask(
                                "{ subject(ref: {id: \"a\"}) " + "{ parent ".repeat(80) + "{ id }" + " }".repeat(81))),
                row(
                        "20a",
                        400,
                        "QUERY_TOO_DEEP",
                        "20",
                        to -> to.ask("{ subject(ref: {id: \"a\"}) " + "{ parent ".repeat(240) + "{ id }"
                                + " }".repeat(241))),
                row("20b", 400, "QUERY_TOO_DEEP", "20", to -> to.ask("{a".repeat(4_000))),
                row(
                        "21",
                        400,
                        "QUERY_TOO_COSTLY",
                        "\"cost\":",
                        to -> to.ask(
                                "{ assets(first: 100) { nodes { links(first: 100) { nodes { head { links(first: 20) { nodes { id } } } } } } } }")),
                row(
                        "22",
                        200,
                        "BAD_USER_INPUT",
                        "1 to 100",
                        to -> to.ask("{ assets(first: 2000000) { nodes { id } } }")),
                row("23a", 200, "BAD_USER_INPUT", "1 to 100", to -> to.ask("{ assets(first: -1) { nodes { id } } }")),
                row("23b", 200, "BAD_USER_INPUT", "1 to 100", to -> to.ask("{ assets(first: 0) { nodes { id } } }")),
                row("23c", 400, "BAD_USER_INPUT", "first", to -> to.ask("{ assets { nodes { id } } }")),
                row(
                        "24a",
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "cycles",
                        to -> to.ask("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }")),
                row("24b", 200, OK, "\"Query\"", to -> to.ask(bomb())),
                row(
                        "25",
                        400,
                        "QUERY_TOO_COSTLY",
                        "introspection",
                        to -> to.ask(
                                "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }")),
                row(
                        "26",
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "purpos",
                        to -> to.ask("{ assets(first: 1) { nodes { purpos } } }")),
                row(
                        "406",
                        406,
                        "NOT_ACCEPTABLE",
                        "application/json",
                        to -> to.post("{\"query\": \"{ __typename }\"}", "Accept", "image/png")));
    }

    @MethodSource({"bodies", "queries"})
    @ParameterizedTest
    void hostileInputGetsItsAnswerAtOnce(HostileRow row) {
        row.check(client());
    }

    private static String with(String member, String json) {
        return "{\"query\": \"{ __typename }\", \"%s\": %s}".formatted(member, json);
    }

    private static String repeated(int times, Function<Integer, String> part) {
        return IntStream.range(0, times).mapToObj(part::apply).collect(Collectors.joining(" "));
    }

    private static String bomb() {
        return "{ ...f0 } "
                + repeated(25, i -> "fragment f%d on Query { ...f%d ...f%d }".formatted(i, i + 1, i + 1))
                + " fragment f25 on Query { __typename }";
    }
}
