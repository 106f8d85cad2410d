package assetledger.importer.table;

import assetledger.importer.send.Questions;
import assetledger.importer.table.Pages.Page;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The table of one query: asks for its list page by page and writes the rows as they come. */
public final class AnswerTable {
    private final TableQuery query;
    private final Flattening flattening;
    private final Pages pages;
    private final int mostRows;
    private final TableProgress progress;
    private @Nullable Page begun;
    private int rows;
    private int entriesCut;
    private boolean wasCut;

    AnswerTable(TableQuery query, List<String> each, Pages pages, int mostRows, TableProgress progress) {
        this.query = query;
        this.flattening = new Flattening(query, each);
        this.pages = pages;
        this.mostRows = mostRows;
        this.progress = progress;
    }

    /**
     * The table of a query whose answer nobody can be told more about than the table itself: where it would lack
     * something, there is none.
     *
     * @param variables as they are sent; those that make the pages are put in
     * @param each the way to the list whose elements have rows of their own; empty for none
     * @throws TableException when no such table can be made of the query
     */
    public static AnswerTable whole(String text, ObjectNode variables, List<String> each, Questions questions) {
        TableQuery query = TableQuery.read(text);
        if (!query.nested().isEmpty()) {
            throw new TableException(
                    "%s is a list in pages inside a row, and could be cut there; ask for it as the list of the table"
                            .formatted(String.join(".", query.nested().get(0))));
        }
        Pages pages = new Pages(questions, query, variables);
        return new AnswerTable(query, each, pages, TableRequest.MOST_ROWS, TableProgress.SILENT);
    }

    /** Asks for the first page, so that a question that is refused is, before anything is written. */
    public void begin() {
        begun = pages.next();
    }

    /**
     * Writes all of it; once.
     *
     * @throws TableException when the server does not say how its list goes on
     */
    public TableOutcome write(TableFile file) throws IOException {
        file.row(query.columns().stream()
                .map(column -> new Cell(column.name(), false))
                .toList());
        while (!wasCut && (begun != null || pages.hasNext())) {
            Page page = begun == null ? pages.next() : begun;
            begun = null;
            for (JsonNode entry : page.entries()) {
                write(entry, file);
            }
            wasCut |= rows == mostRows && pages.hasNext();
            progress.written(rows);
        }
        return new TableOutcome(query.columns().size(), rows, wasCut, entriesCut);
    }

    private void write(JsonNode entry, TableFile file) throws IOException {
        for (List<Cell> row : flattening.rows(entry)) {
            if (rows == mostRows) {
                wasCut = true;
                return;
            }
            file.row(row);
            rows++;
        }
        if (flattening.isCut(entry)) {
            entriesCut++;
        }
    }
}
