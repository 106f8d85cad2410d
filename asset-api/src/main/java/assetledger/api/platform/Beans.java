package assetledger.api.platform;

import assetledger.api.access.LocalKey;
import assetledger.api.command.Packs;
import assetledger.api.limit.Limits;
import assetledger.graph.Coverage;
import assetledger.graph.Duplications;
import assetledger.graph.Graph;
import assetledger.graph.GraphDigest;
import assetledger.graph.GraphWriter;
import assetledger.graph.Impact;
import assetledger.graph.Indicators;
import assetledger.graph.Profiles;
import assetledger.graph.Records;
import assetledger.graph.Spending;
import assetledger.graph.StandardSolutions;
import assetledger.graph.Traces;
import assetledger.graph.Transfers;
import graphql.execution.instrumentation.Instrumentation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.neo4j.driver.Driver;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the domain's library offers, as beans. */
@Configuration(proxyBeanMethods = false)
class Beans {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    LocalKey localKey(@Value("${assetledger.directory}") Path directory) {
        return LocalKey.in(directory);
    }

    @Bean
    GraphQlSourceBuilderCustomizer wholeRequests(List<Instrumentation> all) {
        return source -> source.configureGraphQl(graphql -> graphql.instrumentation(new WholeRequests(all)));
    }

    /** What a question may not wait for any longer, the graph need not go on with. */
    @Bean
    Graph graph(Driver driver, Limits limits) {
        return new Graph(driver, limits.time());
    }

    @Bean
    GraphWriter graphWriter(Driver driver) {
        return new GraphWriter(driver);
    }

    @Bean
    GraphDigest graphDigest(Driver driver) {
        return new GraphDigest(driver);
    }

    @Bean
    Records records(Graph graph) {
        return new Records(graph);
    }

    @Bean
    Indicators indicators(Graph graph) {
        return new Indicators(graph);
    }

    @Bean
    Duplications duplications(Graph graph) {
        return new Duplications(graph);
    }

    @Bean
    StandardSolutions standardSolutions(Graph graph) {
        return new StandardSolutions(graph);
    }

    @Bean
    Impact impact(Graph graph) {
        return new Impact(graph);
    }

    @Bean
    Transfers transfers(Graph graph, Packs packs) {
        return new Transfers(graph, () -> packs.current().smallestCount());
    }

    @Bean
    Coverage coverage(Graph graph, Packs packs) {
        return new Coverage(graph, () -> packs.current().smallestCount());
    }

    @Bean
    Spending spending(Graph graph, Packs packs) {
        return new Spending(graph, () -> packs.current().smallestCount());
    }

    @Bean
    Profiles profiles(Graph graph, Records records, Coverage coverage, Spending spending, Indicators indicators) {
        return new Profiles(graph, records, coverage, spending, indicators);
    }

    @Bean
    Traces traces(Graph graph) {
        return new Traces(graph);
    }
}
