package assetledger.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Document;
import graphql.language.NodeUtil;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class CostTests {
    private static final GraphQLSchema SCHEMA = schema();
    private static final Limits LIMITS =
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("assetledger.limits", Limits.class);

    private static GraphQLSchema schema() {
        try {
            TypeDefinitionRegistry all = new TypeDefinitionRegistry();
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath:graphql/*.graphqls")) {
                all.merge(new SchemaParser().parse(file.getContentAsString(StandardCharsets.UTF_8)));
            }
            return UnExecutableSchemaGenerator.makeUnExecutableSchema(all);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Queries with what they cost. */
    @CsvSource(delimiter = '|', textBlock = """
            { __typename }                                                                   | 0
            { node(id: "a") { id } }                                                         | 2
            { assets(first: 10) { nodes { id name } } }                                      | 11
            { assets(first: 10) { edges { node { id } } pageInfo { endCursor } } }           | 11
            { assets(first: 10) { totalCount nodes { owner { name } } } }                    | 31
            { assets(first: 10) { nodes { stages { from } externalIds { value } } } }        | 11
            { assets(first: 10) { nodes { links(first: 5) { nodes { head { id } } } } } }    | 111
            { assets(first: 10) { facets { byGroup { count } byPhase { count } } } }         | 21
            { assets(first: 2000000) { nodes { id } } }                                      | 101
            { assets(first: -1) { nodes { id } } }                                           | 2
            query ($n: Int!) { assets(first: $n) { nodes { id } } }                          | 8
            query ($m: Int! = 3) { assets(first: $m) { nodes { id } } }                      | 4
            query ($x: Int!) { assets(first: $x) { nodes { id } } }                          | 101
            { a: node(id: "a") { id } b: node(id: "a") { ...f } } fragment f on Node { id }   | 4
            { assets(first: 10) { ...f } } fragment f on AssetConnection { nodes { id } }    | 11
            { assets(first: 2) { nodes { ... on TechnicalAsset { owner { id } } } } }        | 5
            { duplicatedFunctions(first: 2) { nodes { systems supporters { stage } } } }     | 50
            """)
    @ParameterizedTest
    void aQueryCostsWhatItsPagesCanHold(String query, long cost) {
        assertThat(cost(query, Map.of("n", 7))).isEqualTo(cost);
    }

    @Test
    void aBatchCostsByItsItems() {
        String batch =
                "mutation ($input: RecordBatchInput!, $key: ID!) { recordBatch(input: $input, idempotencyKey: $key)"
                        + " { results { change { position record { id } } problems { code } } } }";
        Map<String, Object> input = Map.of("items", Collections.nCopies(1_000, Map.of()));
        assertThat(cost(batch, Map.of("input", input))).isEqualTo(1_001);
    }

    @Test
    void fragmentsInFragmentsAreCountedOnceAndBounded() {
        StringBuilder text = new StringBuilder("{ ...f0 }");
        for (int i = 0; i < 60; i++) {
            text.append(" fragment f%d on Query { ...f%d ...f%d }".formatted(i, i + 1, i + 1));
        }
        text.append(" fragment f60 on Query { node(id: \"a\") { id } }");
        assertThat(cost(text.toString(), Map.of())).isGreaterThan(1_000_000_000L);
    }

    /** What the demonstration asks, what a client asks of a whole authority, and what a tool asks of the schema. */
    @ValueSource(
            strings = {
                "assetledger/demonstration/answers.graphql",
                "assetledger/demonstration/trace.graphql",
                "assetledger/api/limit/profile.graphql",
                "assetledger/api/limit/introspection.graphql"
            })
    @ParameterizedTest
    void whatIsAskedInEarnestPassesWithTwofoldRoom(String file) throws IOException {
        String text = new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
        Shape shape = Shape.of(Parser.parse(text));
        long cost = cost(text, Map.of());
        int tokens = tokens(text);
        assertThat(cost * 2).isLessThanOrEqualTo(LIMITS.cost());
        assertThat(shape.depth() * 2).isLessThanOrEqualTo(LIMITS.depth());
        assertThat(shape.aliases() * 2).isLessThanOrEqualTo(LIMITS.aliases());
        assertThat(tokens * 2).isLessThanOrEqualTo(LIMITS.tokens());
    }

    private static int tokens(String text) {
        int[] tokens = new int[1];
        new Parser()
                .parseDocument(graphql.parser.ParserEnvironment.newParserEnvironment()
                        .document(text)
                        .parserOptions(graphql.parser.ParserOptions.newParserOptions()
                                .parsingListener(token -> tokens[0]++)
                                .build())
                        .build());
        return tokens[0];
    }

    private static long cost(String query, Map<String, Object> variables) {
        Document document = Parser.parse(query);
        NodeUtil.GetOperationResult found = NodeUtil.getOperation(document, null);
        return Cost.of(SCHEMA, found.fragmentsByName, found.operationDefinition, variables);
    }
}
