package assetledger.importer.table;

import graphql.language.SelectionSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How a page tells its rows, whether the list goes on, and after what. */
enum PageForm {
    NODES("nodes"),
    EDGES("edges"),
    /** Of {@code changes}, which goes on by positions. */
    ENTRIES("entries");

    static final String PAGE_INFO = "pageInfo";
    private static final String HAS_NEXT = "hasNextPage";
    private static final String END = "endCursor";
    private static final String NEXT = "next";
    private static final String HAS_MORE = "hasMore";

    private final String rows;

    PageForm(String rows) {
        this.rows = rows;
    }

    /** The field that has the rows. */
    String rows() {
        return rows;
    }

    static boolean isPage(Map<String, List<SelectionSet>> selected) {
        return selected.containsKey(NODES.rows) || selected.containsKey(EDGES.rows);
    }

    /** @throws TableException when the query does not ask for what going on takes */
    static PageForm of(String field, Fields fields, List<SelectionSet> selections) {
        Map<String, List<SelectionSet>> selected = fields.merged(selections);
        if (selected.containsKey(ENTRIES.rows) && selected.containsKey(NEXT) && selected.containsKey(HAS_MORE)) {
            return ENTRIES;
        }
        if (isPage(selected) && asks(fields, selected, HAS_NEXT) && asks(fields, selected, END)) {
            return selected.containsKey(NODES.rows) ? NODES : EDGES;
        }
        throw new TableException(("%s must be asked for its nodes { ... } and pageInfo { hasNextPage endCursor },"
                        + " or, where it is changes, for entries { ... } next hasMore")
                .formatted(field));
    }

    /** @throws TableException when a page inside a row would not say that it was cut */
    static void demandEnd(String field, Fields fields, Map<String, List<SelectionSet>> selected) {
        if (!asks(fields, selected, HAS_NEXT)) {
            throw new TableException("%s is a list in pages: ask for its pageInfo { hasNextPage } too, to notice a cut"
                    .formatted(field));
        }
    }

    private static boolean asks(Fields fields, Map<String, List<SelectionSet>> selected, String field) {
        return fields.merged(selected.getOrDefault(PAGE_INFO, List.of())).containsKey(field);
    }

    boolean goesOn(JsonNode page) {
        return this == ENTRIES ? page.path(HAS_MORE).asBoolean(false) : wasCut(page);
    }

    static boolean wasCut(JsonNode page) {
        return page.path(PAGE_INFO).path(HAS_NEXT).asBoolean(false);
    }

    /** The value of {@code $after} for the next page. */
    JsonNode after(JsonNode page) {
        return this == ENTRIES ? page.path(NEXT) : page.path(PAGE_INFO).path(END);
    }
}
