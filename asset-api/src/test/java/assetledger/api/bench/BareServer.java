package assetledger.api.bench;

import assetledger.model.Money;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.async.AsyncSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * The floor: one statement behind a plain HTTP handler, with the driver, pool and data of the product, and nothing else.
 * Arguments: Neo4j's address and password, R2DBC's address and password, the day.
 */
final class BareServer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int YEAR = 2026;

    private final Driver driver;
    private final ConnectionPool postgres;
    private final LocalDate asOf;
    private final SecureRandom random = new SecureRandom();

    private BareServer(Driver driver, ConnectionPool postgres, LocalDate asOf) {
        this.driver = driver;
        this.postgres = postgres;
        this.asOf = asOf;
    }

    public static void main(String[] arguments) {
        Driver driver = GraphDatabase.driver(
                arguments[0],
                AuthTokens.basic("neo4j", arguments[1]),
                Config.builder().withMaxConnectionPoolSize(20).build());
        ConnectionPool postgres = new ConnectionPool(ConnectionPoolConfiguration.builder(
                        ConnectionFactories.get(arguments[2].replace("PASSWORD", arguments[3])))
                .initialSize(2)
                .maxSize(10)
                .build());
        BareServer bare = new BareServer(driver, postgres, LocalDate.parse(arguments[4]));
        bare.prepare();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.get("/lookup/{id}", bare.asking("lookup", BareServer::lookup))
                        .get("/page/{id}", bare.asking("page", BareServer::page))
                        .get("/trace/{id}", bare.asking("trace", BareServer::trace))
                        .post("/write", bare::write))
                .bindNow();
        System.out.println("port " + server.port());
        server.onDispose().block();
    }

    private interface Shape {
        Object of(List<Record> rows);
    }

    private java.util.function.BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> asking(
            String statement, Shape shape) {
        String cypher = read("/bench/" + statement + ".cypher");
        return (request, response) -> {
            Map<String, Object> parameters =
                    Map.of("id", Objects.requireNonNull(request.param("id")), "asOf", asOf, "year", YEAR);
            AsyncSession session = driver.session(
                    AsyncSession.class,
                    SessionConfig.builder()
                            .withDefaultAccessMode(AccessMode.READ)
                            .build());
            return Mono.fromCompletionStage(() -> session.runAsync(cypher, parameters)
                            .thenCompose(cursor -> cursor.listAsync())
                            .whenComplete((rows, failure) -> session.closeAsync()))
                    .flatMap(rows -> send(response, shape.of(rows)));
        };
    }

    private static Mono<Void> send(HttpServerResponse response, Object answer) {
        byte[] body = JSON.writeValueAsBytes(answer);
        return response.header("Content-Type", "application/json")
                .header("Content-Length", Integer.toString(body.length))
                .sendByteArray(Mono.just(body))
                .then();
    }

    private static Object lookup(List<Record> rows) {
        return rows.get(0).asMap();
    }

    private static Object page(List<Record> rows) {
        return rows.stream()
                .map(row -> Map.of(
                        "id", row.get("id").asString(),
                        "number", row.get("number").asString(),
                        "name", row.get("name").asString(),
                        "functions", row.get("functions").asObject(),
                        "measures",
                                row.get("measures")
                                        .asList(measure -> Map.of(
                                                "id", measure.get("id").asString(),
                                                "name", measure.get("name").asString(),
                                                "lines",
                                                        measure.get("lines")
                                                                .asList(line -> Map.of(
                                                                        "id",
                                                                        line.get("id")
                                                                                .asString(),
                                                                        "number",
                                                                        line.get("number")
                                                                                .asString(),
                                                                        "amounts",
                                                                        amounts(line)))))))
                .toList();
    }

    private static List<String> amounts(org.neo4j.driver.Value line) {
        List<Long> units = line.get("minorUnits").asList(value -> value.asLong());
        String currency = line.get("currency").asString();
        return units.stream().map(unit -> decimal(currency, unit)).toList();
    }

    private static String decimal(String currency, long units) {
        return new Money(Money.currency(currency), units).decimal();
    }

    private static Object trace(List<Record> rows) {
        Record row = rows.get(0);
        String currency = row.get("currency").asString();
        return Map.of(
                "total", row.get("amounts").asList(unit -> decimal(currency, unit.asLong())),
                "steps", row.get("steps").asObject());
    }

    /** Tables like the ledger's own, so that what is written here is in nobody's way. */
    private void prepare() {
        List<String> statements = new ArrayList<>();
        for (String table : List.of("ledger_head", "event", "payload", "record_head", "answer")) {
            statements.add("drop table if exists bare_" + table);
            statements.add("create table bare_%s (like %s including all)".formatted(table, table));
        }
        statements.add("insert into bare_ledger_head (origin, size, recorded) values ('bare', 0, now())");
        Flux.usingWhen(
                        postgres.create(),
                        connection -> Flux.fromIterable(statements).concatMap(sql -> run(connection, sql)),
                        Connection::close)
                .blockLast();
    }

    private static Mono<Void> run(Connection connection, String sql, Object... values) {
        var statement = connection.createStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.bind(i, values[i]);
        }
        return Flux.from(statement.execute())
                .concatMap(result -> result.getRowsUpdated())
                .then();
    }

    /** One append as the ledger makes it: the head's lock, the event, its payload, the record's head, the answer. */
    private Mono<Void> write(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString()
                .flatMap(body -> Mono.usingWhen(
                        postgres.create(),
                        connection -> Mono.from(connection.beginTransaction())
                                .then(append(connection, body))
                                .flatMap(position -> Mono.from(connection.commitTransaction())
                                        .thenReturn(position)),
                        Connection::close))
                .flatMap(position -> send(response, Map.of("position", position)));
    }

    private Mono<Long> append(Connection connection, String body) {
        UUID record = UUID.randomUUID();
        byte[] salt = new byte[32];
        random.nextBytes(salt);
        byte[] leaf = body.getBytes(StandardCharsets.UTF_8);
        return Flux.from(connection
                        .createStatement("select size from bare_ledger_head for update")
                        .execute())
                .concatMap(result -> result.map((row, metadata) -> Objects.requireNonNull(row.get(0, Long.class))))
                .single()
                .flatMap(position -> run(
                                connection,
                                "insert into bare_event (position, kind, record, version, leaf, leaf_hash)"
                                        + " values ($1, 'TECHNICAL_ASSET', $2, 1, $3, sha256($3))",
                                position,
                                record,
                                leaf)
                        .then(run(
                                connection,
                                "insert into bare_payload (position, salt, body) values ($1, $2, $3)",
                                position,
                                salt,
                                leaf))
                        .then(run(
                                connection,
                                "insert into bare_record_head (record, kind, version, position, leaf_hash)"
                                        + " values ($1, 'TECHNICAL_ASSET', 1, $2, '')",
                                record,
                                position))
                        .then(run(
                                connection,
                                "insert into bare_answer (person, key, request_hash, body) values ('bare', $1, $2, $3)",
                                record,
                                salt,
                                leaf))
                        .then(run(connection, "update bare_ledger_head set size = $1, recorded = now()", position + 1))
                        .thenReturn(position));
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(BareServer.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
