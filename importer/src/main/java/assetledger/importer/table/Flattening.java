package assetledger.importer.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Rows of cells from the entries of a list. The values of a list inside an entry stand in one cell; of one such list
 * each element can have a row of its own instead, and what stands beside the list is then repeated.
 */
final class Flattening {
    private final List<Column> columns;
    private final List<List<String>> pages;
    private final List<String> each;

    /**
     * @param each the way from an entry to the list whose elements have rows of their own; empty for none
     * @throws TableException when the query asks for no such list
     */
    Flattening(TableQuery query, List<String> each) {
        this.columns = query.columns();
        this.pages = query.nested();
        this.each = each;
        if (!each.isEmpty() && columns.stream().noneMatch(column -> column.isBelow(each))) {
            throw new TableException("The query asks for nothing in '%s'; its columns are %s"
                    .formatted(
                            String.join(".", each),
                            String.join(", ", columns.stream().map(Column::name).toList())));
        }
    }

    /** The rows of an entry: one, or one for each element; an entry without elements has one with their cells empty. */
    List<List<Cell>> rows(JsonNode entry) {
        List<JsonNode> elements = new ArrayList<>();
        if (!each.isEmpty()) {
            walk(entry, each, elements::add);
        }
        if (elements.isEmpty()) {
            elements.add(JsonNodeFactory.instance.missingNode());
        }
        return elements.stream().map(element -> row(entry, element)).toList();
    }

    /** Whether a list inside an entry goes on behind what came of it. */
    boolean isCut(JsonNode entry) {
        List<JsonNode> found = new ArrayList<>();
        pages.forEach(page -> walk(entry, page, found::add));
        return found.stream().anyMatch(PageForm::wasCut);
    }

    private List<Cell> row(JsonNode entry, JsonNode element) {
        return columns.stream()
                .map(column -> !each.isEmpty() && column.isBelow(each)
                        ? cell(
                                element,
                                column.path().subList(each.size(), column.path().size()))
                        : cell(entry, column.path()))
                .toList();
    }

    private static Cell cell(JsonNode from, List<String> path) {
        List<Cell> cells = new ArrayList<>();
        boolean isList = walk(from, path, value -> cells.add(Cell.of(value)));
        if (!isList) {
            return cells.isEmpty() ? Cell.EMPTY : cells.get(0);
        }
        return new Cell(JoinedText.join(cells.stream().map(Cell::text).toList()), false);
    }

    /**
     * Tells every value at the end of a way, in their order; a way that ends before, at a null, tells a null, so that
     * the columns of a list keep their elements beside each other.
     *
     * @return whether lists lie on the way
     */
    private static boolean walk(JsonNode from, List<String> path, Consumer<JsonNode> found) {
        if (from.isArray()) {
            from.forEach(element -> walk(element, path, found));
            return true;
        }
        if (path.isEmpty() || !from.isObject()) {
            found.accept(from);
            return false;
        }
        return walk(from.path(path.get(0)), path.subList(1, path.size()), found);
    }
}
