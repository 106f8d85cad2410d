package assetledger.importer.table;

import graphql.language.SelectionSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values that a query names inside a row.
 *
 * @param columns in the order of the query
 * @param pages the ways to lists of which the row has one page
 */
record Leaves(List<Column> columns, List<List<String>> pages) {

    /** @throws TableException when a list inside would not say that it was cut */
    static Leaves of(Fields fields, List<SelectionSet> row) {
        Set<Column> columns = new LinkedHashSet<>();
        List<List<String>> pages = new ArrayList<>();
        collect(fields, List.of(), row, columns, pages);
        return new Leaves(List.copyOf(columns), List.copyOf(pages));
    }

    private static void collect(
            Fields fields,
            List<String> path,
            List<SelectionSet> selections,
            Set<Column> columns,
            List<List<String>> pages) {
        Map<String, List<SelectionSet>> merged = fields.merged(selections);
        boolean isPage = PageForm.isPage(merged);
        if (isPage) {
            PageForm.demandEnd(String.join(".", path), fields, merged);
            pages.add(path);
        }
        merged.forEach((key, below) -> {
            List<String> here = Fields.below(path, key);
            if (below.isEmpty()) {
                columns.add(new Column(here));
            } else if (!isPage || !key.equals(PageForm.PAGE_INFO)) {
                collect(fields, here, below, columns, pages);
            }
        });
    }
}
