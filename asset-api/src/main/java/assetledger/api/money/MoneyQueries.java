package assetledger.api.money;

import assetledger.api.access.AccessDenied;
import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.api.projection.Freshness;
import assetledger.graph.Graph;
import assetledger.graph.Spending;
import assetledger.graph.Spending.Filter;
import assetledger.graph.Spending.LineOutcome;
import assetledger.graph.Spending.Outcome;
import assetledger.graph.Traces;
import assetledger.graph.Traces.Origin;
import assetledger.graph.Traces.Step;
import assetledger.model.Indicator;
import assetledger.model.InvalidValue;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Asks for the money. */
@Controller
class MoneyQueries {
    private static final String LIST = "spendingWithoutResult";
    private static final Set<RecordKind> MONEY_SIDE =
            EnumSet.of(RecordKind.SPENDING_LINE, RecordKind.MEASURE, RecordKind.SUBJECT);
    private static final Set<RecordKind> RESULT_SIDE =
            EnumSet.of(RecordKind.TECHNICAL_ASSET, RecordKind.FUNCTION, RecordKind.INDICATOR);

    /** The order in which money flows. */
    private static final List<LinkKind> WAY =
            List.of(LinkKind.PAYS_FOR, LinkKind.DELIVERS, LinkKind.SUPPORTS, LinkKind.AIMS_AT);

    private final Spending spending;
    private final Traces traces;
    private final Clock clock;

    MoneyQueries(Spending spending, Traces traces, Clock clock) {
        this.spending = spending;
        this.traces = traces;
        this.clock = clock;
    }

    @QueryMapping
    Mono<Page<LineOutcome>> spendingWithoutResult(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument int year,
            @Argument @Nullable String owner,
            @Argument @Nullable List<Outcome> outcomes,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        Set<Outcome> wanted = outcomes == null || outcomes.isEmpty()
                ? EnumSet.complementOf(EnumSet.of(Outcome.REACHED))
                : EnumSet.copyOf(outcomes);
        Filter filter = filter(year, asOf, owner);
        Cursor cursor = Cursor.in(LIST, viewer.person(), year, owner, wanted, asOf);
        String from = cursor.read(after, 1).map(key -> key.get(0)).orElse("");
        Mono<Long> total = Freshness.awaiting(() -> spending.count(filter, viewer, wanted, position(atLeast)));
        return Freshness.awaiting(() ->
                        spending.lines(filter, viewer, wanted, from, Page.demandFirst(first) + 1, position(atLeast)))
                .map(rows -> Page.of(rows, first, row -> cursor.after(row.line().toString()), total));
    }

    @QueryMapping
    Mono<List<Spending.Total>> spendingTotals(
            @Argument int year,
            @Argument @Nullable String owner,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        return Freshness.awaiting(() -> spending.totals(filter(year, asOf, owner), viewer, position(atLeast)));
    }

    @QueryMapping
    Mono<List<Spending.TraitTotal>> spendingByOrigin(
            @Argument int year,
            @Argument Spending.Trait by,
            @Argument @Nullable String owner,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        return Freshness.awaiting(() -> spending.totals(by, filter(year, asOf, owner), viewer, position(atLeast)));
    }

    private Filter filter(int year, @Nullable LocalDate asOf, @Nullable String owner) {
        return new Filter(year, day(asOf), owner == null ? null : RecordId.of("owner", owner));
    }

    @QueryMapping
    Mono<SpendingTrace> spendingTrace(
            @Argument String record,
            @Argument @Nullable Integer year,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer,
            DataLoader<RecordId, Recorded<State>> records) {
        RecordId start = RecordId.of("record", record);
        return Freshness.awaiting(() -> traces.origin(start, viewer, day(asOf), position(atLeast)))
                .flatMap(Mono::justOrEmpty)
                .flatMap(origin -> trace(origin, viewer, records, year == null ? 0 : year, day(asOf)));
    }

    private Mono<SpendingTrace> trace(
            Origin origin, Viewer viewer, DataLoader<RecordId, Recorded<State>> known, int year, LocalDate asOf) {
        Recorded<State> start = origin.start();
        RecordId owner =
                start.kind() == RecordKind.SUBJECT ? start.id() : start.state().owner();
        if (!viewer.seesMoneyOf(owner)) {
            throw new AccessDenied(
                    "Only those who record for the owner, analysts, budget reviewers and auditors may trace"
                            + " its money");
        }
        boolean towardsMoney = RESULT_SIDE.contains(start.kind());
        if (!towardsMoney && !MONEY_SIDE.contains(start.kind())) {
            throw new InvalidValue(
                    "record",
                    "A trace starts at a spending line, measure or authority, or at a system, function or indicator,"
                            + " but this is a " + start.kind().label());
        }
        Mono<List<RecordId>> unpaid = towardsMoney
                ? Mono.fromCompletionStage(() -> traces.measuresWithoutMoney(start.id(), viewer, asOf))
                : Mono.just(List.of());
        return along(origin, viewer, known, unpaid, year, asOf);
    }

    private Mono<SpendingTrace> along(
            Origin origin,
            Viewer viewer,
            DataLoader<RecordId, Recorded<State>> known,
            Mono<List<RecordId>> unpaid,
            int year,
            LocalDate asOf) {
        Recorded<State> start = origin.start();
        List<Recorded<State>> found = origin.lines();
        List<Recorded<State>> lines = found.stream()
                .filter(line -> viewer.sees(line.state())
                        && viewer.seesMoneyOf(line.state().owner()))
                .limit(Traces.MOST_LINES)
                .toList();
        long withheld = found.stream().filter(line -> !lines.contains(line)).count();
        List<RecordId> ids = lines.stream().map(Recorded::id).toList();
        return Mono.zip(Mono.fromCompletionStage(() -> traces.steps(ids, viewer, asOf)), unpaid)
                .map(parts -> {
                    List<Step> all = parts.getT1();
                    List<Step> steps = all.stream()
                            .limit(Traces.MOST_STEPS)
                            .sorted(Comparator.comparing(
                                    step -> WAY.indexOf(link(step).link())))
                            .toList();
                    SpendingTrace.Builder builder = new SpendingTrace.Builder(lines, steps, year);
                    // Whatever is asked of the ends of steps is here already.
                    steps.stream()
                            .filter(step -> !step.hidden())
                            .flatMap(step -> step.ends().stream())
                            .forEach(end -> known.prime(end.id(), end));
                    return new SpendingTrace(
                            start.id(),
                            RESULT_SIDE.contains(start.kind())
                                    ? SpendingTrace.Direction.TO_MONEY
                                    : SpendingTrace.Direction.TO_RESULTS,
                            builder.total(),
                            builder.hops(judged(steps, year), parts.getT2()),
                            builder.steps(),
                            withheld,
                            found.size() > Traces.MOST_LINES || all.size() > steps.size());
                });
    }

    private static Link link(Step step) {
        return (Link) step.link().state();
    }

    /** The indicators on the way that have an actual value, in the year or in any. */
    private static Set<RecordId> judged(List<Step> steps, int year) {
        return steps.stream()
                .flatMap(step -> step.ends().stream())
                .filter(end -> end.state() instanceof Indicator indicator
                        && indicator.actuals().stream().anyMatch(actual -> year == 0 || actual.year() == year))
                .map(Recorded::id)
                .collect(Collectors.toSet());
    }

    private LocalDate day(@Nullable LocalDate asOf) {
        return asOf == null ? LocalDate.now(clock) : asOf;
    }

    private static long position(@Nullable Long atLeast) {
        return atLeast == null ? Graph.ANY_POSITION : atLeast;
    }
}
