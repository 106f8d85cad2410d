package assetledger.model;

import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Money set aside for IT, by year, all in one currency.
 * @param amounts in the order of their years, each year once, at least one
 */
public record SpendingLine(AssetCard card, @Nullable String budgetCode, List<YearAmount> amounts) implements Asset {
    public SpendingLine {
        Require.optionalText("budgetCode", budgetCode, 60);
        amounts = ordered(amounts);
    }

    @Override
    public RecordKind kind() {
        return RecordKind.SPENDING_LINE;
    }

    @Override
    public AssetGroup group() {
        return AssetGroup.FINANCIAL;
    }

    public Currency currency() {
        return amounts.get(0).amount().currency();
    }

    private static List<YearAmount> ordered(List<YearAmount> amounts) {
        if (amounts.isEmpty()) {
            throw new InvalidValue("amounts", "amounts must give at least one year with its amount");
        }
        TreeMap<Integer, YearAmount> byYear = new TreeMap<>();
        for (YearAmount amount : amounts) {
            if (!amount.amount().currency().equals(amounts.get(0).amount().currency())) {
                throw new InvalidValue("amounts", "All amounts of a line are in one currency");
            }
            if (byYear.put(amount.year(), amount) != null) {
                throw new InvalidValue("amounts", "amounts gives the year %d twice".formatted(amount.year()));
            }
        }
        return List.copyOf(byYear.values());
    }
}
