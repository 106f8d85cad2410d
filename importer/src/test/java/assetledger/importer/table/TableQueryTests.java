package assetledger.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableQueryTests {

    @Test
    void takesColumnsFromTheQueryInItsOrderThroughAliasesAndFragments() {
        TableQuery query = TableQuery.read("""
                query Own($first: Int!, $after: String) {
                  subject(ref: {id: "x"}) {
                    name
                    links(first: $first, after: $after) {
                      totalCount
                      nodes { kind: link ...Ends ... on Link { terms { degree } tail { id } } }
                      pageInfo { endCursor hasNextPage }
                    }
                  }
                }
                fragment Ends on Link { tail { id ... on Subject { title: name } } head { id } }
                """);
        assertThat(names(query)).containsExactly("kind", "tail.id", "tail.title", "head.id", "terms.degree");
        assertThat(query.list()).containsExactly("subject", "links", "nodes");
        assertThat(query.page()).contains(PageForm.NODES);
    }

    @Test
    void takesRowsFromThePlainListOfAQueryWithoutPages() {
        TableQuery query = TableQuery.read("{ totals: spendingTotals(year: 2026) { outcome figures { lines } } }");
        assertThat(names(query)).containsExactly("outcome", "figures.lines");
        assertThat(query.list()).containsExactly("totals");
        assertThat(query.page()).isEmpty();
    }

    @Test
    void knowsTheFeedOfChangesAndPagesOfEdges() {
        assertThat(TableQuery.read("query ($first: Int!, $after: Position)"
                                + " { changes(first: $first, after: $after) { entries { type } hasMore next } }")
                        .page())
                .contains(PageForm.ENTRIES);
        TableQuery edges = TableQuery.read("query ($first: Int!, $after: String) { assets(first: $first, after: $after)"
                + " { edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }");
        assertThat(edges.page()).contains(PageForm.EDGES);
        assertThat(names(edges)).containsExactly("cursor", "node.name");
    }

    @Test
    void everyShippedQueryMakesATable() {
        assertThat(QueryText.shippedNames())
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(TableQuery.read(QueryText.find(name)).columns())
                                .isNotEmpty());
    }

    @CsvSource(
            delimiter = '|',
            value = {
                "{ a | no GraphQL",
                "mutation { register { replayed } } | one query",
                "{ me { person } assets(first: 1) { totalCount } } | me, assets",
                "{ assets(first: 20) { nodes { name } } } | does not begin after a variable",
                "query ($after: String) { assets(first: 9, after: $after) { nodes { name }"
                        + " pageInfo { hasNextPage endCursor } } } | declare $first: Int!",
                "query ($first: Int!, $after: String) { assets(first: $first, after: $after) { nodes { name } } }"
                        + " | pageInfo { hasNextPage endCursor }",
                "{ subject(ref: {id: \"x\"}) { links(first: 9) { nodes { id } } } } | links is a list in pages",
                "{ me { ...Nothing } } | no fragment 'Nothing'",
                "{ me { ...A } } fragment A on Me { ...A } | round in a circle"
            })
    @ParameterizedTest
    void saysWhatARightQueryLooksLike(String text, String said) {
        assertThatExceptionOfType(TableException.class)
                .isThrownBy(() -> TableQuery.read(text))
                .withMessageContaining(said.replace("declare $first: Int!", "query ($first: Int!"));
    }

    @Test
    void readsVariablesByTheirTypesAndNamesEveryFault() {
        TableQuery query = TableQuery.read("query ($year: Int!, $states: [State!], $all: Boolean, $name: String)"
                + " { totals(year: $year) { x } }");
        assertThat(Variables.read(query, Map.of("year", "2026", "states", "A, B", "all", "true", "name", "5"))
                        .toString())
                .contains("\"year\":2026", "\"states\":[\"A\",\"B\"]", "\"all\":true", "\"name\":\"5\"");
        assertThatExceptionOfType(TableException.class)
                .isThrownBy(() -> Variables.read(query, Map.of("yaer", "2026", "all", "yes")))
                .withMessageContaining("no variable 'yaer'")
                .withMessageContaining("all is a Boolean, such as true, but this is 'yes'")
                .withMessageContaining("--variable year=...");
    }

    private static List<String> names(TableQuery query) {
        return query.columns().stream().map(Column::name).toList();
    }
}
