package assetledger.graph;

import assetledger.graph.Coverage.CoverageState;
import assetledger.model.Money;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Transfer;
import assetledger.model.TransferState;
import assetledger.model.Viewer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Transfers of assets between authorities, and what would come of one that is proposed. */
public final class Transfers {
    /** So many of each consequence are told. */
    public static final int MOST = 100;

    private static final Statement TRANSFERS = Statement.of("read/transfers");
    private static final Statement COUNT = Statement.of("read/transfers-count");
    private static final Statement COVERAGE = Statement.of("read/transfer-coverage");
    private static final Statement LINKS = Statement.of("read/transfer-links");
    private static final Statement MEASURES = Statement.of("read/transfer-measures");

    private final Graph graph;
    private final IntSupplier minimum;

    /**
     * Reads transfers.
     * @param minimum the least number of systems with which coverage may be told to who may not see all of them (BR18)
     */
    public Transfers(Graph graph, IntSupplier minimum) {
        this.graph = graph;
        this.minimum = minimum;
    }

    /** A mandate that is carried otherwise once the assets have gone over. */
    public record MandateChange(
            RecordId subject, Recorded<State> mandate, RecordId function, CoverageState before, CoverageState after) {}

    /**
     * A measure of the giver that delivers what goes over.
     * @param money what its lines set aside for it in the year, one sum for each currency
     */
    public record PaidMeasure(RecordId measure, List<Money> money) {}

    /**
     * Transfers that an authority gives or takes by, in the order of their ids.
     * @param state that they are in; all where absent
     * @param after the id that the list goes on after; empty for its beginning
     * @param limit 1 to 101, one more than a page to see whether there is another
     */
    public CompletionStage<List<Recorded<State>>> of(
            RecordId authority, @Nullable TransferState state, String after, int limit, long atLeast) {
        Map<String, Object> parameters = filter(authority, state);
        parameters.put("after", after);
        parameters.put("limit", limit);
        return graph.read(TRANSFERS, parameters, atLeast, Graph::recorded);
    }

    public CompletionStage<Long> count(RecordId authority, @Nullable TransferState state, long atLeast) {
        return graph.read(
                        COUNT,
                        filter(authority, state),
                        atLeast,
                        row -> row.get("total").asLong())
                .thenApply(rows -> rows.get(0));
    }

    private static Map<String, Object> filter(RecordId authority, @Nullable TransferState state) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("authority", authority.toString());
        parameters.put("outcome", state == null ? null : state.name());
        return parameters;
    }

    /**
     * The mandates of giver and taker whose coverage would be another on the day of the transfer, the giver's first; at
     * most 101, one more than is told to see whether there are more.
     */
    public CompletionStage<List<MandateChange>> mandates(Transfer transfer, Viewer viewer) {
        Map<String, Object> parameters = parameters(transfer, viewer);
        parameters.put("minimum", minimum.getAsInt());
        return graph.read(
                COVERAGE,
                parameters,
                Graph.ANY_POSITION,
                row -> new MandateChange(
                        Graph.id(row, "subject"),
                        Graph.recorded(row.get("mandate")),
                        Graph.id(row, "function"),
                        CoverageState.valueOf(row.get("before").asString()),
                        CoverageState.valueOf(row.get("after").asString())));
    }

    /** The links between what goes over and what stays with the giver, in the order of their ids; at most 101. */
    public CompletionStage<List<Recorded<State>>> links(Transfer transfer, Viewer viewer) {
        return graph.read(LINKS, parameters(transfer, viewer), Graph.ANY_POSITION, Graph::recorded);
    }

    /** The giver's measures that deliver what goes over, in the order of their ids; at most 101. */
    public CompletionStage<List<PaidMeasure>> measures(Transfer transfer, Viewer viewer) {
        return graph.read(MEASURES, parameters(transfer, viewer), Graph.ANY_POSITION, Transfers::measure);
    }

    private static PaidMeasure measure(Record row) {
        return new PaidMeasure(Graph.id(row, "measure"), row.get("money").asList(Transfers::money));
    }

    private static Money money(Value sum) {
        return new Money(
                Money.currency(sum.get("currency").asString()),
                sum.get("amount").asLong());
    }

    private static Map<String, Object> parameters(Transfer transfer, Viewer viewer) {
        return Sight.of(
                viewer,
                Map.of(
                        "assets",
                                transfer.assets().stream()
                                        .map(RecordId::toString)
                                        .toList(),
                        "giver", transfer.from().toString(),
                        "taker", transfer.to().toString(),
                        "asOf", transfer.on(),
                        "limit", MOST + 1));
    }
}
