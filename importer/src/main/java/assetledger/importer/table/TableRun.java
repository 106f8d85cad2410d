package assetledger.importer.table;

import assetledger.importer.send.Questions;
import assetledger.importer.send.SendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Makes one table: asks for its list page by page and writes the rows as they come. */
public final class TableRun {
    private final TableRequest request;
    private final TableQuery query;
    private final Flattening flattening;
    private final Pages pages;
    private int rows;
    private int entriesCut;
    private boolean wasCut;

    private TableRun(TableRequest request) {
        this.request = request;
        this.query = TableQuery.read(QueryText.find(request.query()));
        this.flattening = new Flattening(query, request.each());
        this.pages = new Pages(
                new Questions(request.server(), request.patience(), request.progress()),
                query,
                Variables.read(query, request.variables()));
    }

    /**
     * Makes a table. The file appears when it is whole; until then it lies beside its place, with {@code .part} behind
     * its name.
     *
     * @throws TableException when the query or a variable is wrong, or the file cannot be written
     * @throws SendException when the server cannot be asked, or refuses the question
     */
    public static TableOutcome run(TableRequest request) {
        TableRun run = new TableRun(request);
        Path part = request.out().resolveSibling(request.out().getFileName() + ".part");
        part.toFile().deleteOnExit();
        try {
            try (TableFile file = TableFile.open(part, request.out())) {
                run.write(file);
            }
            Files.move(part, request.out(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TableException("%s cannot be written: %s".formatted(request.out(), e.getMessage()), e);
        }
        return new TableOutcome(run.query.columns().size(), run.rows, run.wasCut, run.entriesCut);
    }

    private void write(TableFile file) throws IOException {
        file.row(query.columns().stream()
                .map(column -> new Cell(column.name(), false))
                .toList());
        while (!wasCut && pages.hasNext()) {
            for (JsonNode entry : pages.next().entries()) {
                write(entry, file);
            }
            wasCut |= rows == request.mostRows() && pages.hasNext();
            request.progress().written(rows);
        }
    }

    private void write(JsonNode entry, TableFile file) throws IOException {
        for (List<Cell> row : flattening.rows(entry)) {
            if (rows == request.mostRows()) {
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
