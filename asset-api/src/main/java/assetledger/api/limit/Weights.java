package assetledger.api.limit;

import java.util.Map;

/** What a field costs beside the records that it shows, and how long a list is taken to be that no page size bounds. */
final class Weights {
    /** What the graph has to be searched for costs more than what is looked up. */
    private static final Map<String, Integer> FIELDS = Map.ofEntries(
            Map.entry("Query.duplicatedFunctions", 50),
            Map.entry("Query.uncoveredFunctions", 50),
            Map.entry("Query.coverageCounts", 50),
            Map.entry("Query.spendingWithoutResult", 50),
            Map.entry("Query.spendingTotals", 50),
            Map.entry("Query.spendingByOrigin", 50),
            Map.entry("Query.spendingTrace", 100),
            Map.entry("DigitalProfile.sections", 100),
            Map.entry("DigitalProfile.money", 50),
            Map.entry("DigitalProfile.records", 10),
            Map.entry("ProfileFigure.records", 10),
            Map.entry("ProfileDifference.figures", 200),
            Map.entry("ProfileDifference.entries", 200),
            Map.entry("ProfileChange.changes", 5),
            Map.entry("Query.standardSolutions", 50),
            Map.entry("Query.impact", 100),
            Map.entry("Transfer.preview", 50),
            Map.entry("AssetFacets.byGroup", 10),
            Map.entry("AssetFacets.byPhase", 10),
            Map.entry("AssetFacets.byType", 10),
            Map.entry("AssetFacets.byOrigin", 10),
            Map.entry("AssetFacets.byLicence", 10),
            Map.entry("Query.receipt", 5),
            Map.entry("Query.inclusionProof", 5),
            Map.entry("Query.consistencyProof", 5),
            Map.entry("Change.receipt", 1),
            Map.entry("Query.indicators", 10),
            Map.entry("Query.indicatorOutcomes", 10));

    private static final Map<String, Integer> LISTS = Map.of(
            "DigitalProfile.sections", 14,
            "SpendingTrace.steps", 200,
            "TraceHop.ends", 20,
            "DuplicatedFunction.supporters", 10,
            "Transfer.assets", 20,
            "TransferPreview.mandates", 20,
            "HistoryEntry.changes", 10);

    private static final int ROOT = 1;
    private static final int COUNT = 10;
    private static final int LIST = 5;

    private Weights() {}

    /** Units for reading the field itself; mutations cost by what they record. */
    static int of(String type, String field) {
        boolean root = type.equals("Query") || type.equals("Mutation") || type.equals("Subscription");
        int usual = root ? ROOT : field.equals("totalCount") ? COUNT : 0;
        return FIELDS.getOrDefault(type + "." + field, usual);
    }

    /** Entries that a plain list is taken to have. */
    static int entries(String type, String field) {
        return LISTS.getOrDefault(type + "." + field, LIST);
    }
}
