package assetledger.api.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.api.testing.SecondServer;
import graphql.ParseAndValidate;
import graphql.parser.Parser;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

class ExplorerTests extends RunningServer {
    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(graphiql/[^\"]+)\"");

    @Autowired
    private GraphQlSource schema;

    private Reply get(String path) {
        return get(address(), path);
    }

    private static Reply get(String address, String path) {
        return Client.send(HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(30))
                .build());
    }

    private Stream<String> files() {
        return FILE.matcher(get("/graphiql").body())
                .results()
                .map(MatchResult::group)
                .map(part -> "/" + part.substring(part.indexOf('"') + 1, part.length() - 1));
    }

    static List<String> examples() {
        return Explorer.EXAMPLES;
    }

    @Test
    void thePageAndAllItNamesAreServedToAnybodyWithOnlyThisServerAllowedToThem() {
        List<String> files = files().toList();
        assertThat(files).hasSize(6).contains("/graphiql/library/graphiql.min.js", "/graphiql/explorer.js");
        assertThat(Stream.concat(Stream.of("/graphiql"), files.stream())).allSatisfy(path -> {
            Reply reply = get(path);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'")
                            .doesNotContain("http", "unsafe", "*"));
        });
        assertThat(get("/graphiql").headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(get("/graphiql/explorer.js").headers().firstValue("Content-Type"))
                .hasValue("text/javascript");
    }

    @Test
    void whatWeWroteNamesNoOtherHostAndRunsNoScriptOfThePageItself() {
        Stream.of("/graphiql", "/graphiql/explorer.js", "/graphiql/explorer.css")
                .forEach(path -> assertThat(get(path).body()).doesNotContain("http:", "https:", "//cdn"));
        assertThat(get("/graphiql").body()).doesNotContain("<script>", "<style", "onclick", "style=");
    }

    @ValueSource(
            strings = {"/graphiql/", "/graphiql/nothing", "/graphiql/../graphql", "/graphiql/library/package.json"})
    @ParameterizedTest
    void belowThePageIsNothingElse(String path) {
        Reply reply = get(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error().path("message").asString()).contains("There is nothing here");
    }

    @MethodSource("examples")
    @ParameterizedTest
    void everyExampleIsAQuestionOfThisSchema(String name) {
        String query = get("/graphiql/examples/%s.graphql".formatted(name)).body();
        assertThat(get("/graphiql/explorer.js").body()).contains("\"%s\"".formatted(name));
        assertThat(ParseAndValidate.validate(schema.schema(), Parser.parse(query)))
                .isEmpty();
    }

    @Test
    void theFirstExampleWouldBeRecorded() {
        String query = get("/graphiql/examples/register.graphql").body();
        JsonNode results =
                client().ask(query, Map.of("key", UUID.randomUUID().toString())).at("/recordBatch/results");
        assertThat(results)
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.path("problems")).isEmpty());
    }

    @Test
    void whereItIsTakenAwayNothingIsLeftOfIt() {
        List<String> paths = Stream.concat(Stream.of("/graphiql", "/graphiql/examples/money.graphql"), files())
                .toList();
        try (SecondServer without = second("--assetledger.explorer=false")) {
            for (String path : paths) {
                Reply reply = get(without.address(), path);
                assertThat(reply.status()).as(path).isEqualTo(404);
                assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/json");
                assertThat(reply.errorCode()).isEqualTo("NOT_FOUND");
            }
            assertThat(without.client(token()).ask("{ me { person } }").status())
                    .isEqualTo(200);
        }
    }

    @ValueSource(strings = {"assetledger.explorer=false", "another=property"})
    @ParameterizedTest
    void itIsThereOnlyWhereItIsWanted(String property) {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(Explorer.class))
                .withPropertyValues(property)
                .run(context -> assertThat(context).doesNotHaveBean(Explorer.class));
    }
}
