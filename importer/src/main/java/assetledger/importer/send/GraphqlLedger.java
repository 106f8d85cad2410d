package assetledger.importer.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A ledger that is asked in GraphQL, however the questions get there; each is asked once. */
public final class GraphqlLedger implements Ledger {
    private static final String RECORD = document("record-batch");
    private static final String START = document("start-import");
    private static final String FINISH = document("finish-import");

    private final String name;
    private final Way way;

    /** @param name what messages call it */
    public GraphqlLedger(String name, Way way) {
        this.name = name;
        this.way = way;
    }

    /**
     * A server's ledger, over HTTP.
     *
     * @param patience how long one request may take
     */
    public static GraphqlLedger of(Server server, Duration patience) {
        return new GraphqlLedger(server.toString(), new Exchange(server, patience));
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
        return start(variables(key), source, tables).id();
    }

    @Override
    public Optional<String> openImport(String source, List<ImportTable> tables)
            throws Unavailable, InterruptedException {
        ObjectNode variables = variables(UUID.randomUUID()).put("validateOnly", true);
        return Optional.of(start(variables, source, tables))
                .filter(change -> change.outcome() == ChangeOutcome.UNCHANGED)
                .map(AnswerReader.Change::id);
    }

    private AnswerReader.Change start(ObjectNode variables, String source, List<ImportTable> tables)
            throws Unavailable, InterruptedException {
        ArrayNode list = input(variables).put("source", source).putArray("tables");
        tables.forEach(table -> list.addObject()
                .put("file", table.file())
                .put("sha256", table.sha256())
                .put("mapping", table.mapping())
                .put("mappingSha256", table.mappingSha256())
                .put("rows", table.rows()));
        Way.Reply answer = way.ask(START, variables);
        return new AnswerReader(name, answer.status()).change(answer.body(), "startImport");
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
        Way.Reply answer = way.ask(FINISH, variables);
        return new AnswerReader(name, answer.status())
                .change(answer.body(), "finishImport")
                .id();
    }

    private static ObjectNode variables(UUID key) {
        return JsonNodeFactory.instance.objectNode().put("idempotencyKey", key.toString());
    }

    private static ObjectNode input(ObjectNode variables) {
        return variables.putObject("input");
    }

    private BatchAnswer batch(ObjectNode variables, int commands) throws Unavailable, InterruptedException {
        Way.Reply answer = way.ask(RECORD, variables);
        return new AnswerReader(name, answer.status()).batch(answer.body(), commands);
    }

    private static String document(String name) {
        String path = "/graphql-documents/%s.graphql".formatted(name);
        try (InputStream file = Objects.requireNonNull(GraphqlLedger.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
