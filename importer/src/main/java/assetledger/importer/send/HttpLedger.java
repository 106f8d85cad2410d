package assetledger.importer.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A server's ledger, by GraphQL over HTTP; each request is made once. */
public final class HttpLedger implements Ledger {
    private static final String RECORD = document("record-batch");
    private static final String START = document("start-import");
    private static final String FINISH = document("finish-import");

    private final Server server;
    private final Duration patience;
    private final Exchange exchange;

    /** @param patience how long one request may take */
    public HttpLedger(Server server, Duration patience) {
        this.server = server;
        this.exchange = new Exchange(server);
        this.patience = patience;
    }

    @Override
    public BatchAnswer preview(List<ObjectNode> commands) throws Unavailable, InterruptedException {
        ObjectNode variables = variables(UUID.randomUUID()).put("validateOnly", true);
        input(variables).putArray("items").addAll(commands);
        return batch(variables, commands.size());
    }

    @Override
    public BatchAnswer record(UUID key, List<ObjectNode> commands, Places places)
            throws Unavailable, InterruptedException {
        ObjectNode variables = variables(key).put("validateOnly", false);
        ObjectNode input = input(variables);
        input.putArray("items").addAll(commands);
        ArrayNode rows = input.putObject("import").put("id", places.importId()).putArray("rows");
        places.rows()
                .forEach(row -> rows.addObject().put("table", places.table()).put("row", row));
        return batch(variables, commands.size());
    }

    @Override
    public String startImport(UUID key, String source, List<ImportTable> tables)
            throws Unavailable, InterruptedException {
        ObjectNode variables = variables(key);
        ArrayNode list = input(variables).put("source", source).putArray("tables");
        tables.forEach(table -> list.addObject()
                .put("file", table.file())
                .put("sha256", table.sha256())
                .put("mapping", table.mapping())
                .put("mappingSha256", table.mappingSha256())
                .put("rows", table.rows()));
        Exchange.Answer answer = answer(START, variables);
        return new AnswerReader(server, answer.status()).changed(answer.body(), "startImport");
    }

    @Override
    public String finishImport(UUID key, String id, List<TableCounts> tables) throws Unavailable, InterruptedException {
        ObjectNode variables = variables(key);
        ArrayNode list =
                input(variables).put("import", id).put("outcome", "COMPLETED").putArray("tables");
        tables.forEach(table -> list.addObject()
                .put("rows", table.rows())
                .put("repeated", table.repeated())
                .put("reported", table.reported()));
        Exchange.Answer answer = answer(FINISH, variables);
        return new AnswerReader(server, answer.status()).changed(answer.body(), "finishImport");
    }

    private static ObjectNode variables(UUID key) {
        return JsonNodeFactory.instance.objectNode().put("idempotencyKey", key.toString());
    }

    private static ObjectNode input(ObjectNode variables) {
        return variables.putObject("input");
    }

    private BatchAnswer batch(ObjectNode variables, int commands) throws Unavailable, InterruptedException {
        Exchange.Answer answer = answer(RECORD, variables);
        return new AnswerReader(server, answer.status()).batch(answer.body(), commands);
    }

    private Exchange.Answer answer(String document, ObjectNode variables) throws Unavailable, InterruptedException {
        return exchange.post(document, variables, patience);
    }

    private static String document(String name) {
        String path = "/graphql-documents/%s.graphql".formatted(name);
        try (InputStream file = Objects.requireNonNull(HttpLedger.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
