package assetledger.importer.send;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.importer.ImportOutcome;
import assetledger.importer.ImportRequest;
import assetledger.importer.ImportRun;
import assetledger.importer.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SendingTests {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(4), Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofSeconds(2));
    private static final String MAPPING = """
            mapping: duties
            key: [id]
            records:
              - put: {record: {function: {name: {column: name}, externalIds: [{scheme: s, value: {column: id}}]}}}
              - putLink: {kind: MANDATED, tail: {id: someone}, head: {external: {scheme: s, value: {column: id}}}}
            """;

    @TempDir
    private Path folder;

    private Path mapping = Path.of("");
    private final List<String> waits = new ArrayList<>();

    @BeforeEach
    void writeMapping() throws IOException {
        mapping = Files.writeString(folder.resolve("duties.yaml"), MAPPING);
    }

    @Test
    void sendsBatchesOfAtMost500CommandsAndNeverCutsARow() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            ImportOutcome outcome = run(server, table(600));

            assertThat(outcome.rows()).isEqualTo(600);
            assertThat(outcome.recorded()).isEqualTo(600);
            assertThat(server.requests())
                    .extracting(StubServer.Request::commands)
                    .containsExactly(500, 500, 200);
            assertThat(server.requests()).extracting(StubServer.Request::key).doesNotHaveDuplicates();
            assertThat(server.requests())
                    .extracting(StubServer.Request::authorization)
                    .containsOnly("Bearer secret");
            assertThat(server.requests()
                            .get(0)
                            .body()
                            .at("/variables/input/import/rows/0")
                            .toString())
                    .isEqualTo("{\"table\":0,\"row\":2}");
            assertThat(server.requests()
                            .get(2)
                            .body()
                            .at("/variables/input/import/rows/199")
                            .toString())
                    .isEqualTo("{\"table\":0,\"row\":601}");
            assertThat(outcome.importId()).contains("00000000-0000-0000-0000-000000000001");
            assertThat(server.finished())
                    .hasToString("[{\"import\":\"00000000-0000-0000-0000-000000000001\",\"outcome\":\"COMPLETED\","
                            + "\"tables\":[{\"rows\":600,\"repeated\":0,\"reported\":0}]}]");
        }
    }

    @Test
    void asksFirstWhatWouldChangeAndSendsNothingWhereEverythingIsLeft() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            ImportOutcome first = run(server, table(300));
            ImportOutcome second = run(server, table(300));

            assertThat(first.tally().rows()).isEqualTo(new Tally.Outcomes(300, 0, 0));
            assertThat(first.tally().records()).isEqualTo(new Tally.Outcomes(600, 0, 0));
            assertThat(second.result()).isEqualTo(ImportOutcome.Result.NOTHING_NEW);
            assertThat(second.importId()).isEmpty();
            assertThat(second.tally().rows()).isEqualTo(new Tally.Outcomes(0, 0, 300));
            assertThat(server.requests()).hasSize(2);
            assertThat(server.previews()).hasSize(4);
            assertThat(server.imports()).isEqualTo(1);
        }
    }

    @Test
    void aChangedRowChangesOneRecord() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            run(server, table(300));
            Path changed = table(300);
            Files.writeString(changed, Files.readString(changed).replace("7,n7\n", "7,another\n"));
            ImportOutcome second = run(server, changed);

            assertThat(second.tally().rows()).isEqualTo(new Tally.Outcomes(0, 1, 299));
            assertThat(second.tally().records()).isEqualTo(new Tally.Outcomes(0, 1, 599));
            assertThat(keys(server)).doesNotHaveDuplicates();
        }
    }

    @Test
    void sendsNothingWhereTheCheckFindsAProblemUnlessBadRowsAreSkipped() throws IOException {
        try (StubServer server = new StubServer(SendingTests::refuseRowThree)) {
            ImportOutcome careful = ImportRun.run(careful(server, table(3), new Waits(), () -> false));

            assertThat(careful.result()).isEqualTo(ImportOutcome.Result.NOT_SENT);
            assertThat(careful.reported()).isEqualTo(1);
            assertThat(careful.tally().rows()).isEqualTo(new Tally.Outcomes(2, 0, 0));
            assertThat(server.requests()).isEmpty();
            assertThat(server.imports()).isZero();
        }
    }

    @Test
    void writesTheRowsThatAreNotRecordedAsTheyStandSoThatTheyCanBeMended() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "id,name,note\n1,n1,\"a, b\"\n2, n2 ,=x\n,n3,\n");
        Path skipped = folder.resolve("t-skipped.csv");
        try (StubServer server = new StubServer(SendingTests::refuseRowThree)) {
            ImportOutcome outcome = ImportRun.run(
                    request(server, table, new Waits(), () -> false).withSkipped(skipped));

            assertThat(outcome.skipped()).contains(skipped);
            assertThat(Files.readAllLines(skipped)).containsExactly("id,name,note", "2, n2 ,=x", ",n3,");
        }
        Files.writeString(skipped, "id,name,note\n2, n2 ,=x\n3,n3,\n");
        try (StubServer mended = StubServer.acceptingAll()) {
            assertThat(run(mended, skipped).recorded()).isEqualTo(2);
        }
    }

    @Test
    void sendsNoPartOfARowThatThePreviewFindsWrong() throws IOException {
        try (StubServer server =
                new StubServer(command -> command.toString().contains("\"value\":\"2\"") && command.has("putLink")
                        ? "{\"field\":\"head\",\"code\":\"RULE\",\"message\":\"No\"}"
                        : "")) {
            ImportOutcome outcome = run(server, table(3));

            assertThat(outcome.problems()).containsExactly(new Problem(3, "id", "2", "No"));
            assertThat(outcome.tally().rows()).isEqualTo(new Tally.Outcomes(2, 0, 0));
            assertThat(server.requests().get(0).body().toString()).doesNotContain("\"value\":\"2\"");
            assertThat(server.finished().get(0).path("tables").toString())
                    .isEqualTo("[{\"rows\":3,\"repeated\":0,\"reported\":1}]");
        }
    }

    @Test
    void doesNotCallARecordMissingThatAnEarlierRowOfTheRunAdds() throws IOException {
        String missing = "{\"field\":\"head\",\"code\":\"NOT_FOUND\",\"message\":\"Not there\"}";
        String splitMapping = """
                mapping: duties
                key: [id]
                records:
                  - when: name
                    put: {record: {function: {name: {column: name}, externalIds: [{scheme: s, value: {column: id}}]}}}
                  - when: of
                    putLink: {kind: MANDATED, tail: {id: someone}, head: {external: {scheme: s, value: {column: of}}}}
                """;
        Files.writeString(mapping, splitMapping);
        Path table = Files.writeString(folder.resolve("t.csv"), "id,name,of\n1,A,\n2,,1\n3,,9\n");
        try (StubServer server = new StubServer(command -> command.has("putLink") ? missing : "")) {
            ImportOutcome checked = ImportRun.check(request(server, table, new Waits(), () -> false));

            assertThat(checked.isGuess()).isTrue();
            assertThat(checked.problems()).containsExactly(new Problem(4, "of", "9", "Not there"));
            assertThat(checked.tally().rows()).isEqualTo(new Tally.Outcomes(2, 0, 0));
        }
    }

    @Test
    void sendsTheSameBatchWithTheSameKeyWhenTheAnswerIsLostOrTheServerIsAwayForNow() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            server.loseNextAnswer();
            server.nextAnswer(503, "");
            server.nextAnswer(429, "slow down");
            server.nextAnswer(
                    200,
                    "{\"errors\":[{\"message\":\"Outcome unknown\",\"extensions\":{\"code\":\"UNKNOWN_OUTCOME\"}}]}");

            ImportOutcome outcome = run(server, table(2));

            assertThat(outcome.recorded()).isEqualTo(2);
            assertThat(outcome.stopped()).isEmpty();
            assertThat(keys(server)).hasSize(5).containsOnly(keys(server).get(0));
            assertThat(outcome.tally().replayed()).isEqualTo(1);
            assertThat(waits).hasSize(4);
            assertThat(waits.get(3)).contains("Outcome unknown");
        }
    }

    @Test
    void doesNotWaitForAnAnswerThatNeverEnds() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            server.stallNextAnswer();

            assertThat(run(server, table(2)).recorded()).isEqualTo(2);
            assertThat(waits)
                    .singleElement()
                    .asString()
                    .contains("No answer from")
                    .contains("within");
        }
    }

    @Test
    void stopsWithASentenceWhenTheServerStaysAwayAndSaysHowFarItCame() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            Path table = table(600);
            ImportOutcome outcome = ImportRun.run(request(
                    server,
                    table,
                    new Waits() {
                        @Override
                        public void at(Step step, long rows, long ofRows, int reported) {
                            if (step == Step.SENDING) {
                                IntStream.range(0, 1_000).forEach(each -> server.nextAnswer(503, ""));
                            }
                        }
                    },
                    () -> false));

            assertThat(outcome.recorded()).isEqualTo(250);
            assertThat(outcome.stopped())
                    .hasValueSatisfying(why -> assertThat(why).contains("HTTP 503; gave up after"));
        }
    }

    @Test
    void doesNotWaitForAServerThatWasNeverThere() throws IOException {
        StubServer gone = StubServer.acceptingAll();
        gone.close();

        ImportOutcome outcome = run(gone, table(2));

        assertThat(outcome.rows()).isZero();
        assertThat(outcome.stopped())
                .hasValueSatisfying(why -> assertThat(why).startsWith("No answer from http://localhost"));
        assertThat(waits).isEmpty();
    }

    @ValueSource(
            strings = {
                "401||does not accept the token",
                "400|{\"errors\":[{\"message\":\"No such field\"}]}|No such field",
                "404|<html>|does not answer as a GraphQL server does",
                "200|{\"data\":{\"recordBatch\":{\"results\":[]}}}|not with one result for each of the 4 commands",
                "200|{\"errors\":[{\"message\":\"Field 'startImport' in type 'Mutation' is undefined\"}]}|of a version that cannot take imports",
                "200|{\"errors\":[{\"message\":\"Input.items[3]: Not yours\",\"extensions\":{\"code\":\"FORBIDDEN\"}}]}|table.csv, row 3: Not yours",
                "200|{\"errors\":[{\"message\":\"Not you\",\"extensions\":{\"code\":\"FORBIDDEN\"}}]}|table.csv, Not you",
                "500|{}|HTTP 500",
                "302|{}|HTTP 302"
            })
    @ParameterizedTest
    void stopsAtOnceWhenSendingAgainWouldNotHelp(String answer) throws IOException {
        String[] parts = answer.split("\\|", -1);
        try (StubServer server = StubServer.acceptingAll()) {
            server.nextAnswer(Integer.parseInt(parts[0]), parts[1]);

            ImportOutcome outcome = run(server, table(2));

            assertThat(outcome.stopped())
                    .hasValueSatisfying(why -> assertThat(why).contains(parts[2]));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void reportsARefusedRowOnceWithTheCellThatFedTheField() throws IOException {
        try (StubServer server = new StubServer(SendingTests::refuseRowThree)) {
            ImportOutcome outcome = run(server, table(3));

            assertThat(outcome.recorded()).isEqualTo(2);
            assertThat(outcome.reported()).isEqualTo(1);
            assertThat(outcome.problems())
                    .containsExactly(new Problem(3, "id", "2", "Taken"), new Problem(3, "", "", "area: Missing"));
        }
    }

    @Test
    void reportsEveryReasonOfTheFirstCommandThatIsRefused() throws IOException {
        String twoMissing = "{'field':'tail','code':'NOT_FOUND','message':'No tail'},"
                + "{'field':'head','code':'NOT_FOUND','message':'No head'}";
        try (StubServer server =
                new StubServer(command -> command.has("putLink") ? twoMissing.replace('\'', '"') : "")) {
            assertThat(run(server, table(1)).problems())
                    .extracting(Problem::column)
                    .containsExactly("", "id");
        }
    }

    @Test
    void saysWhatOfARowIsRecordedWhenALaterCommandIsRefusedThatThePreviewAccepted() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (StubServer server = new StubServer(command -> command.has("putLink") && asked.incrementAndGet() > 1
                ? "{\"field\":\"head\",\"code\":\"NOT_FOUND\",\"message\":\"Not there\"}"
                : "")) {
            ImportOutcome outcome = run(server, table(1));

            assertThat(outcome.problems())
                    .containsExactly(new Problem(2, "id", "1", "Not there (recorded from this row: function)"));
            assertThat(outcome.tally().records()).isEqualTo(new Tally.Outcomes(1, 0, 0));
        }
    }

    @Test
    void aRowThatRepeatsARefusedOneIsReportedToo() throws IOException {
        try (StubServer server = new StubServer(SendingTests::refuseRowThree)) {
            ImportOutcome outcome =
                    run(server, Files.writeString(folder.resolve("t.csv"), "id,name\n1,n1\n2,n2\n2,n2\n1,n1\n"));

            assertThat(outcome.recorded()).isEqualTo(1);
            assertThat(outcome.repeated()).isEqualTo(1);
            assertThat(outcome.reported()).isEqualTo(2);
            assertThat(outcome.problems())
                    .contains(new Problem(4, "", "", "The row says the same as row 3, which was not recorded"));
        }
    }

    @Test
    void stopsBetweenBatchesWhenAskedAndContinuesWithoutDoubling() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            Path table = table(600);
            Waits afterOne = new Waits();
            ImportOutcome stopped = ImportRun.run(request(server, table, afterOne, () -> afterOne.batches > 0));

            assertThat(stopped.stopped()).contains("Stopped as asked");
            assertThat(stopped.rows()).isEqualTo(250);
            ImportOutcome finished = run(server, table);
            assertThat(finished.recorded()).isEqualTo(600);
            assertThat(finished.tally().replayed()).isEqualTo(1);
        }
    }

    private static String refuseRowThree(JsonNode command) {
        if (command.has("putLink")) {
            return command.toString().contains("\"value\":\"2\"")
                    ? "{\"field\":\"head\",\"code\":\"NOT_FOUND\",\"message\":\"Not there\"}"
                    : "";
        }
        return command.toString().contains("\"value\":\"2\"")
                ? "{\"field\":\"externalIds[0].value\",\"code\":\"IDENTIFIER_TAKEN\",\"message\":\"Taken\"},"
                        + "{\"field\":\"area\",\"code\":\"REQUIRED\",\"message\":\"Missing\"}"
                : "";
    }

    private ImportOutcome run(StubServer server, Path table) {
        return ImportRun.run(request(server, table, new Waits(), () -> false));
    }

    private ImportRequest request(StubServer server, Path table, Progress progress, BooleanSupplier stop) {
        return careful(server, table, progress, stop).skippingBadRows();
    }

    private ImportRequest careful(StubServer server, Path table, Progress progress, BooleanSupplier stop) {
        return ImportRequest.of(
                        table,
                        mapping.toString(),
                        GraphqlLedger.of(Server.at(server.url(), "secret"), SHORT.perRequest()))
                .watched(progress, stop)
                .withPatience(SHORT);
    }

    private Path table(int rows) throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        IntStream.rangeClosed(1, rows).forEach(row -> text.append("%d,n%d%n".formatted(row, row)));
        return Files.writeString(folder.resolve("table.csv"), text);
    }

    private static List<String> keys(StubServer server) {
        return server.requests().stream().map(StubServer.Request::key).toList();
    }

    private class Waits implements Progress {
        private int batches;

        @Override
        public void at(Step step, long rows, long ofRows, int reported) {
            batches += step == Step.SENDING ? 1 : 0;
        }

        @Override
        public void waiting(String why, Duration pause) {
            waits.add(why);
        }
    }
}
