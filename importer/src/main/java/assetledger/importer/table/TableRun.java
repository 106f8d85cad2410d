package assetledger.importer.table;

import assetledger.importer.send.Questions;
import assetledger.importer.send.SendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.node.ObjectNode;

/** Makes the file of one table. */
public final class TableRun {
    private TableRun() {}

    /**
     * Makes a table. The file appears when it is whole; until then it lies beside its place, with {@code .part} behind
     * its name.
     *
     * @throws TableException when the query or a variable is wrong, or the file cannot be written
     * @throws SendException when the server cannot be asked, or refuses the question
     */
    public static TableOutcome run(TableRequest request) {
        AnswerTable table = table(request);
        Path part = request.out().resolveSibling(request.out().getFileName() + ".part");
        part.toFile().deleteOnExit();
        try {
            TableOutcome outcome;
            try (TableFile file = TableFile.open(part, request.out())) {
                outcome = table.write(file);
            }
            Files.move(part, request.out(), StandardCopyOption.REPLACE_EXISTING);
            return outcome;
        } catch (IOException e) {
            throw new TableException("%s cannot be written: %s".formatted(request.out(), e.getMessage()), e);
        }
    }

    private static AnswerTable table(TableRequest request) {
        TableQuery query = TableQuery.read(QueryText.find(request.query()));
        ObjectNode variables = Variables.read(query, request.variables());
        Questions questions = new Questions(request.server(), request.patience(), request.progress());
        return new AnswerTable(
                query, request.each(), new Pages(questions, query, variables), request.mostRows(), request.progress());
    }
}
