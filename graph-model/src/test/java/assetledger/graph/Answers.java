package assetledger.graph;

import static java.util.stream.Collectors.toMap;

import assetledger.graph.Coverage.CoverageState;
import assetledger.graph.Coverage.CoveredMandate;
import assetledger.graph.Duplications.DuplicatedFunction;
import assetledger.model.Money;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.neo4j.driver.Driver;

/** The three questions, asked of the graph and answered in the demonstration's own names. */
final class Answers {
    private static final int ALL = 1_000;

    private final Graph graph;
    private final MemoryLedger ledger;

    Answers(Driver driver, MemoryLedger ledger) {
        this.graph = new Graph(driver);
        this.ledger = ledger;
    }

    /** The systems behind each function that has two or more. */
    Map<String, List<String>> duplicated(LocalDate asOf) {
        List<DuplicatedFunction> found = Graphs.await(new Duplications(graph)
                .list(asOf, Graphs.EVERYTHING, Duplications.After.NOTHING, ALL, Graph.ANY_POSITION));
        return found.stream()
                .collect(toMap(
                        function -> ledger.name(function.function()),
                        function -> ledger.names(function.supporters().stream()
                                .map(Duplications.Supporter::system)
                                .toList()),
                        (one, other) -> {
                            throw new AssertionError("A function comes twice");
                        },
                        TreeMap::new));
    }

    long duplicatedCount(LocalDate asOf) {
        return Graphs.await(new Duplications(graph).count(asOf, Graphs.EVERYTHING, Graph.ANY_POSITION));
    }

    List<CoveredMandate> coverage(LocalDate asOf) {
        return Graphs.await(new Coverage(graph, () -> 3)
                .list(
                        new Coverage.Filter(null, null, asOf),
                        Graphs.EVERYTHING,
                        EnumSet.allOf(CoverageState.class),
                        Coverage.After.NOTHING,
                        ALL,
                        Graph.ANY_POSITION));
    }

    CoverageState coverage(String subject, String function, LocalDate asOf) {
        return coverage(asOf).stream()
                .filter(mandate -> ledger.name(mandate.subject()).equals(subject)
                        && ledger.name(mandate.function()).equals(function))
                .map(CoveredMandate::state)
                .findFirst()
                .orElseThrow();
    }

    Map<CoverageState, Long> coverageCounts(LocalDate asOf) {
        return Graphs.await(new Coverage(graph, () -> 3)
                        .counts(new Coverage.Filter(null, null, asOf), Graphs.EVERYTHING, Graph.ANY_POSITION))
                .stream()
                .collect(toMap(Coverage.Count::state, Coverage.Count::count));
    }

    /** The outcome and the amount of each line with money in the year. */
    Map<String, String> spending(int year, LocalDate asOf) {
        return Graphs.await(new Spending(graph, () -> 3)
                        .lines(
                                new Spending.Filter(year, asOf, null),
                                Graphs.EVERYTHING,
                                EnumSet.allOf(Spending.Outcome.class),
                                "",
                                ALL,
                                Graph.ANY_POSITION))
                .stream()
                .collect(toMap(
                        line -> ledger.name(line.line()),
                        line -> line.outcome() + " " + line.amount().decimal()));
    }

    Map<Spending.Outcome, Money> totals(int year, LocalDate asOf) {
        return Graphs.await(new Spending(graph, () -> 3)
                        .totals(new Spending.Filter(year, asOf, null), Graphs.EVERYTHING, Graph.ANY_POSITION))
                .stream()
                .collect(toMap(
                        Spending.Total::outcome,
                        total -> Objects.requireNonNull(total.figures()).amount()));
    }
}
