package assetledger.graph;

import assetledger.model.Money;
import assetledger.model.RecordId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.neo4j.driver.Record;

/** What a year's money came to. */
public final class Spending {
    private static final Statement OUTCOMES = Statement.of("read/spending-outcomes");
    private static final Statement TOTALS = Statement.of("read/spending-totals");

    private final Graph graph;

    public Spending(Graph graph) {
        this.graph = graph;
    }

    /** How far a line's money leads: to a result that met its plan, or to where its way ends. */
    public enum Outcome {
        NO_MEASURE,
        NO_INDICATOR,
        NO_ACTUAL,
        NO_PLAN,
        MISSED,
        REACHED
    }

    /** A line with its amount for the year, and the indicators that its measures aim at. */
    public record LineOutcome(RecordId line, Money amount, Outcome outcome, List<RecordId> indicators) {}

    /** The lines of one outcome in one currency, and their sum. */
    public record Total(Outcome outcome, long lines, Money amount) {}

    /** Lines with an amount for the year and one of the outcomes, in the order of their ids. */
    public CompletionStage<List<LineOutcome>> lines(
            int year, LocalDate asOf, Collection<Outcome> outcomes, String after, int limit, long atLeast) {
        Map<String, Object> parameters = Map.of(
                "year", year,
                "asOf", asOf,
                "outcomes", outcomes.stream().map(Outcome::name).toList(),
                "after", after,
                "limit", limit);
        return graph.read(
                OUTCOMES,
                parameters,
                atLeast,
                row -> new LineOutcome(
                        Graph.id(row, "line"),
                        money(row),
                        outcome(row),
                        row.get("indicators").asList(indicator -> RecordId.of(indicator.asString()))));
    }

    /** The sums by outcome and currency; exact, and together all the money of the year. */
    public CompletionStage<List<Total>> totals(int year, LocalDate asOf, long atLeast) {
        return graph.read(
                TOTALS,
                Map.of("year", year, "asOf", asOf),
                atLeast,
                row -> new Total(outcome(row), row.get("lines").asLong(), money(row)));
    }

    private static Outcome outcome(Record row) {
        return Outcome.valueOf(row.get("outcome").asString());
    }

    private static Money money(Record row) {
        return new Money(
                Money.currency(row.get("currency").asString()),
                row.get("amount").asLong());
    }
}
