package assetledger.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A result that can be measured.
 * @param unit such as {@code share}, {@code days}
 * @param plans in the order of their years, each year once; empty where nothing was promised
 * @param actuals in the order of their years, each year once; empty where nothing was measured
 */
public record Indicator(
        String name,
        RecordId owner,
        String unit,
        Direction direction,
        @Nullable Baseline baseline,
        List<YearValue> plans,
        List<YearValue> actuals,
        List<ExternalId> externalIds)
        implements State {
    public Indicator {
        Require.text("name", name, 2000);
        Require.text("unit", unit, 60);
        plans = ordered("plans", plans);
        actuals = ordered("actuals", actuals);
        externalIds = List.copyOf(externalIds);
    }

    @Override
    public RecordKind kind() {
        return RecordKind.INDICATOR;
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference("owner", owner, RecordKind.SUBJECT));
    }

    /** For each year with both a plan and an actual, in order, whether the actual is at least as good as planned. */
    public Map<Integer, Boolean> outcomes() {
        Map<Integer, BigDecimal> planned = plans.stream().collect(Collectors.toMap(YearValue::year, YearValue::value));
        Map<Integer, Boolean> outcomes = new TreeMap<>();
        for (YearValue actual : actuals) {
            BigDecimal plan = planned.get(actual.year());
            if (plan != null) {
                outcomes.put(actual.year(), direction.met(actual.value(), plan));
            }
        }
        return outcomes;
    }

    private static List<YearValue> ordered(String field, List<YearValue> values) {
        TreeMap<Integer, YearValue> byYear = new TreeMap<>();
        for (YearValue value : values) {
            if (byYear.put(value.year(), value) != null) {
                throw new InvalidValue(field, "%s gives the year %d twice".formatted(field, value.year()));
            }
        }
        return List.copyOf(byYear.values());
    }
}
