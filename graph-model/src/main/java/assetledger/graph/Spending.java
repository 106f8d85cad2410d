package assetledger.graph;

import assetledger.model.Money;
import assetledger.model.RecordId;
import assetledger.model.Viewer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/** What a year's money came to. */
public final class Spending {
    private static final Statement OUTCOMES = Statement.of("read/spending-outcomes");
    private static final Statement TOTALS = Statement.of("read/spending-totals");
    private static final Statement BY_SYSTEM = Statement.of("read/spending-by-system");

    private final Graph graph;
    private final IntSupplier minimum;

    /**
     * Reads spending.
     * @param minimum the least number of lines whose sum may be told to who may not see all of them (BR18)
     */
    public Spending(Graph graph, IntSupplier minimum) {
        this.graph = graph;
        this.minimum = minimum;
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

    /** By what money is told apart, of the systems that it brings about. */
    public enum Trait {
        ORIGIN,
        LICENCE
    }

    /** What is said of the systems that a line's money brings about: an origin or a licence, or why there is none. */
    public enum TraitValue {
        DOMESTIC,
        FOREIGN,
        MIXED,
        OWN,
        OPEN_SOURCE,
        PROPRIETARY,
        /** They differ. */
        SEVERAL,
        /** Of one at least nobody said it. */
        NOT_SAID,
        NO_SYSTEM
    }

    /** A line with its amount for the year, and the indicators that its measures aim at. */
    public record LineOutcome(RecordId line, Money amount, Outcome outcome, List<RecordId> indicators) {}

    /** Which money is wanted: of a year, by links that hold on a day, of one authority or of all. */
    public record Filter(int year, LocalDate asOf, @Nullable RecordId owner) {
        private Map<String, Object> parameters() {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("year", year);
            parameters.put("asOf", asOf);
            parameters.put("owner", owner == null ? null : owner.toString());
            return parameters;
        }
    }

    /**
     * The lines of one outcome in one currency, and their sum; those that the viewer may not see are in it.
     * @param figures absent where he may not see all of them and they are too few to tell
     */
    public record Total(
            Outcome outcome, Currency currency, @Nullable Figures figures) {}

    /**
     * The lines in one currency whose systems are alike, and their sum; those that the viewer may not see are in it.
     * @param figures absent where he may not see all of the lines and systems, and the lines are too few to tell
     */
    public record TraitTotal(
            TraitValue value, Currency currency, @Nullable Figures figures) {}

    /** How many lines, how many of them the viewer may not see, and what all of them sum up to. */
    public record Figures(long lines, long withheld, Money amount) {}

    /** Lines with an amount for the year and one of the outcomes, in the order of their ids. */
    public CompletionStage<List<LineOutcome>> lines(
            Filter filter, Viewer viewer, Collection<Outcome> outcomes, String after, int limit, long atLeast) {
        Map<String, Object> parameters = Sight.of(viewer, filter.parameters());
        parameters.put("outcomes", outcomes.stream().map(Outcome::name).toList());
        parameters.put("after", after);
        parameters.put("limit", limit);
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

    /** How many lines the list has. */
    public CompletionStage<Long> count(Filter filter, Viewer viewer, Collection<Outcome> outcomes, long atLeast) {
        return counts(filter, viewer, atLeast)
                .thenApply(counts -> outcomes.stream()
                        .mapToLong(outcome -> counts.getOrDefault(outcome, 0L))
                        .sum());
    }

    /** How many lines that the viewer may see came to which outcome; one that none came to is left out. */
    public CompletionStage<Map<Outcome, Long>> counts(Filter filter, Viewer viewer, long atLeast) {
        return graph.read(
                        TOTALS,
                        Sight.of(viewer, filter.parameters()),
                        atLeast,
                        row -> Map.entry(
                                outcome(row),
                                row.get("lines").asLong() - row.get("withheld").asLong()))
                .thenApply(rows -> {
                    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
                    rows.stream()
                            .filter(row -> row.getValue() > 0)
                            .forEach(row -> counts.merge(row.getKey(), row.getValue(), Long::sum));
                    return counts;
                });
    }

    /** The sums by outcome and currency; exact, and together all the money of the year. */
    public CompletionStage<List<Total>> totals(Filter filter, Viewer viewer, long atLeast) {
        return graph.read(TOTALS, Sight.of(viewer, filter.parameters()), atLeast, this::total);
    }

    private Total total(Record row) {
        return new Total(outcome(row), money(row).currency(), figures(row));
    }

    /** The sums by what is said of systems, and currency; exact, and together all the money of the year, too. */
    public CompletionStage<List<TraitTotal>> totals(Trait by, Filter filter, Viewer viewer, long atLeast) {
        Map<String, Object> parameters = Sight.of(viewer, filter.parameters());
        parameters.put("by", by.name().toLowerCase(Locale.ROOT));
        return graph.read(
                BY_SYSTEM,
                parameters,
                atLeast,
                row -> new TraitTotal(
                        TraitValue.valueOf(row.get("class").asString()),
                        money(row).currency(),
                        figures(row)));
    }

    private @Nullable Figures figures(Record row) {
        long lines = row.get("lines").asLong();
        long withheld = row.get("withheld").asLong();
        boolean tooFew = withheld > 0 && lines < minimum.getAsInt();
        return tooFew ? null : new Figures(lines, withheld, money(row));
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
