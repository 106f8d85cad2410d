package assetledger.api.money;

import assetledger.graph.Traces.Step;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Money;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.SpendingLine;
import assetledger.model.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The way of money from spending lines towards results, with what is lost at every hop. At each hop every amount is in
 * exactly one of linked and unlinked.
 * @param start the record whose money is traced
 * @param direction towards results from a line, measure or authority; towards money from what money should lead to
 * @param total of all lines, by currency
 * @param steps the links on the way
 * @param withheld how many lines are left out, since their money is not for the viewer to see
 * @param truncated whether there were more lines or steps than a trace follows
 */
record SpendingTrace(
        RecordId start,
        Direction direction,
        List<Money> total,
        List<Hop> hops,
        List<Recorded<State>> steps,
        long withheld,
        boolean truncated) {

    /** Which way the question looks. */
    enum Direction {
        TO_RESULTS,
        TO_MONEY
    }

    /** What leads to what at a hop. */
    enum Way {
        LINE_TO_MEASURE,
        MEASURE_TO_SYSTEM,
        SYSTEM_TO_FUNCTION,
        MEASURE_TO_INDICATOR,
        INDICATOR_TO_RESULT
    }

    /**
     * One hop.
     * @param linked the money of the lines that come through it, by currency
     * @param unlinked the money of the lines that do not
     * @param ends the records at which ways end here
     */
    record Hop(Way way, List<Money> linked, List<Money> unlinked, List<RecordId> ends) {}

    /** Puts a trace together from its parts. */
    static final class Builder {
        private final List<Recorded<State>> lines;
        private final List<Step> steps;
        private final int year;
        private final Map<LinkKind, Map<RecordId, Set<RecordId>>> heads = new EnumMap<>(LinkKind.class);

        /**
         * Starts a trace.
         * @param year whose amounts count; 0 for those of all years
         */
        Builder(List<Recorded<State>> lines, List<Step> steps, int year) {
            this.lines = lines;
            this.steps = steps;
            this.year = year;
            for (Step step : steps) {
                Link link = (Link) step.link().state();
                heads.computeIfAbsent(link.link(), kind -> new HashMap<>())
                        .computeIfAbsent(link.tail(), tail -> new HashSet<>())
                        .add(link.head());
            }
        }

        List<Money> total() {
            return sum(line -> true);
        }

        /** The steps whose ends the viewer may see; the others are in the sums alone. */
        List<Recorded<State>> steps() {
            return steps.stream().filter(step -> !step.hidden()).map(Step::link).toList();
        }

        /**
         * The hops in the order in which money flows.
         * @param judged the indicators that have a result in the years that count
         * @param unpaid measures that lead to the start while no line pays for them
         */
        List<Hop> hops(Set<RecordId> judged, List<RecordId> unpaid) {
            Map<RecordId, Set<RecordId>> measures = follow(LinkKind.PAYS_FOR, identity());
            Map<RecordId, Set<RecordId>> systems = follow(LinkKind.DELIVERS, measures);
            Map<RecordId, Set<RecordId>> functions = follow(LinkKind.SUPPORTS, systems);
            Map<RecordId, Set<RecordId>> indicators = follow(LinkKind.AIMS_AT, measures);
            Map<RecordId, Set<RecordId>> results = new TreeMap<>(byId());
            indicators.forEach((line, reached) -> {
                Set<RecordId> kept = new HashSet<>(reached);
                kept.retainAll(judged);
                results.put(line, kept);
            });
            List<RecordId> unmeasured = ends(LinkKind.PAYS_FOR, identity());
            unmeasured.addAll(unpaid);
            return List.of(
                    hop(Way.LINE_TO_MEASURE, measures, unmeasured),
                    hop(Way.MEASURE_TO_SYSTEM, systems, ends(LinkKind.DELIVERS, measures)),
                    hop(Way.SYSTEM_TO_FUNCTION, functions, ends(LinkKind.SUPPORTS, systems)),
                    hop(Way.MEASURE_TO_INDICATOR, indicators, ends(LinkKind.AIMS_AT, measures)),
                    hop(Way.INDICATOR_TO_RESULT, results, without(indicators, judged)));
        }

        /** Each line at itself. */
        private Map<RecordId, Set<RecordId>> identity() {
            Map<RecordId, Set<RecordId>> self = new TreeMap<>(byId());
            lines.forEach(line -> self.put(line.id(), Set.of(line.id())));
            return self;
        }

        private static Comparator<RecordId> byId() {
            return Comparator.comparing(RecordId::value);
        }

        /** For each line, the records that it reaches by links of a kind from those that it reached before. */
        private Map<RecordId, Set<RecordId>> follow(LinkKind kind, Map<RecordId, Set<RecordId>> from) {
            Map<RecordId, Set<RecordId>> reached = new TreeMap<>(byId());
            from.forEach((line, tails) -> {
                Set<RecordId> next = new HashSet<>();
                tails.forEach(tail -> next.addAll(headsOf(kind, tail)));
                reached.put(line, next);
            });
            return reached;
        }

        private Set<RecordId> headsOf(LinkKind kind, RecordId tail) {
            return heads.getOrDefault(kind, Map.of()).getOrDefault(tail, Set.of());
        }

        private List<RecordId> ends(LinkKind kind, Map<RecordId, Set<RecordId>> from) {
            return distinct(from, tail -> headsOf(kind, tail).isEmpty());
        }

        private List<RecordId> without(Map<RecordId, Set<RecordId>> reached, Set<RecordId> judged) {
            return distinct(reached, indicator -> !judged.contains(indicator));
        }

        private List<RecordId> distinct(Map<RecordId, Set<RecordId>> from, Predicate<RecordId> ends) {
            Set<RecordId> hidden = hiddenEnds();
            return new ArrayList<>(from.values().stream()
                    .flatMap(Set::stream)
                    .filter(ends)
                    .filter(end -> !hidden.contains(end))
                    .distinct()
                    .sorted(byId())
                    .toList());
        }

        /** Where steps lead that the viewer may not see: only assets are restricted, and only systems stand on the way. */
        private Set<RecordId> hiddenEnds() {
            return steps.stream()
                    .filter(Step::hidden)
                    .map(step -> (Link) step.link().state())
                    .map(link -> link.link() == LinkKind.DELIVERS ? link.head() : link.tail())
                    .collect(Collectors.toSet());
        }

        private Hop hop(Way way, Map<RecordId, Set<RecordId>> reached, List<RecordId> ends) {
            Predicate<RecordId> linked =
                    line -> !reached.getOrDefault(line, Set.of()).isEmpty();
            return new Hop(way, sum(linked), sum(linked.negate()), ends);
        }

        /** The money of the chosen lines, by currency in the order of its code; empty where there is none. */
        private List<Money> sum(Predicate<RecordId> chosen) {
            Map<String, Long> sums = new TreeMap<>();
            for (Recorded<State> recorded : lines) {
                SpendingLine line = (SpendingLine) recorded.state();
                if (chosen.test(recorded.id())) {
                    sums.merge(line.currency().getCurrencyCode(), amount(line), Math::addExact);
                }
            }
            return sums.entrySet().stream()
                    .map(sum -> new Money(Currency.getInstance(sum.getKey()), sum.getValue()))
                    .toList();
        }

        private long amount(SpendingLine line) {
            return line.amounts().stream()
                    .filter(amount -> year == 0 || amount.year() == year)
                    .mapToLong(amount -> amount.amount().minorUnits())
                    .reduce(0, Math::addExact);
        }
    }
}
