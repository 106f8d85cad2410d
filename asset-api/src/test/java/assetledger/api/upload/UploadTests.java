package assetledger.api.upload;

import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.upload.Sender.Body;
import assetledger.api.upload.Upload.State;
import assetledger.model.Role;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Files uploaded by people without a command line. */
@ExtendWith(OutputCaptureExtension.class)
class UploadTests extends UploadServer {
    @Autowired
    private Jobs jobs;

    @Test
    void aCheckTellsEveryProblemAndWhatWouldBeAddedAndRecordsNothing() {
        long before = database().size();
        Sender sender = sender();
        JsonNode upload = sender.ended(sender.send(bodies("check", table(3) + "X-1,\n=1+1,\n")));
        assertThat(upload.path("state").asString()).as(upload.toString()).isEqualTo("CHECKED");
        assertThat(upload.path("ofRows").asInt()).isEqualTo(5);
        assertThat(upload.path("added").asInt()).isEqualTo(3);
        assertThat(upload.path("reported").asInt()).isEqualTo(2);
        assertThat(upload.path("problems").path(0).path("row").asInt()).isEqualTo(5);
        assertThat(upload.path("problems").path(0).path("column").asString()).isEqualTo("name");
        assertThat(upload.path("import").isNull()).isTrue();
        assertThat(database().size()).isEqualTo(before);
    }

    @Test
    void theReportHasAllProblemsAndACheckLeavesNoRowsToMend() {
        Sender sender = sender();
        JsonNode upload = sender.ended(sender.send(bodies("check", table(1) + "=1+1,\n")));
        Reply problems = sender.report(upload, "problems.csv");
        assertThat(problems.status()).as(problems.body()).isEqualTo(200);
        assertThat(problems.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(problems.body()).startsWith("row,column,value,problem").contains("\n3,name,");
        assertThat(sender.report(upload, "skipped.csv").status()).isEqualTo(404);
    }

    @Test
    void aSecondUploadOfAFileThatIsRecordedChangesNothing() {
        Sender sender = sender();
        String table = table(3);
        JsonNode first = sender.ended(sender.send(bodies("import", table)));
        assertThat(first.path("state").asString()).as("%s", first).isEqualTo("DONE");
        assertThat(first.path("added").asInt()).isEqualTo(3);
        long recorded = database().size();
        JsonNode second = sender.ended(sender.send(bodies("import", table)));
        assertThat(second.path("state").asString()).as("%s", second).isEqualTo("DONE");
        assertThat(second.path("unchanged").asInt()).isEqualTo(3);
        assertThat(second.path("import").isNull()).isTrue();
        assertThat(database().size()).isEqualTo(recorded);
    }

    @Test
    void rowsThatWereSkippedAreMendedAndUploaded() {
        Sender sender = sender();
        String bad = name("Body");
        Body body = bodies("import", table(2) + "%s,\n".formatted(bad)).word("skipBadRows", "true");
        JsonNode first = sender.ended(sender.send(body));
        assertThat(first.path("state").asString()).as("%s", first).isEqualTo("DONE");
        assertThat(first.path("reported").asInt()).isEqualTo(1);
        String skipped = sender.report(first, "skipped.csv").body();
        assertThat(skipped.lines()).containsExactly("code,name", bad + ",");
        JsonNode second = sender.ended(sender.send(bodies("import", skipped.replace(bad + ",", bad + "," + bad))));
        assertThat(second.path("state").asString()).as("%s", second).isEqualTo("DONE");
        assertThat(second.path("added").asInt()).isEqualTo(1);
    }

    @Test
    void anImportThatWasStoppedGoesOnAsTheSameWhenTheFileIsSentAgain() {
        Sender sender = sender();
        String table = table(3_000);
        long before = database().size();
        String id = sending(sender, table);
        sender.client().ask("mutation { stopUpload(id: \"%s\") { id } }".formatted(id), Map.of());
        JsonNode stopped = sender.ended(id);
        assertThat(stopped.path("state").asString()).as("%s", stopped).isEqualTo("STOPPED");
        assertThat(stopped.path("sentence").asString())
                .isEqualTo("Stopped as asked. Send the same file again: it goes on where it stopped");
        demandTheRest(sender, table, stopped, before);
    }

    /** The id of an upload whose first rows are recorded. */
    private String sending(Sender sender, String table) {
        String id = Sender.id(sender.send(bodies("import", table)));
        await(
                "it sends",
                () -> jobs.of("local:" + sender.person(), UUID.fromString(id))
                                .blockOptional()
                                .orElseThrow()
                                .state()
                        == State.SENDING);
        return id;
    }

    private void demandTheRest(Sender sender, String table, JsonNode stopped, long before) {
        long recorded = database().size() - before;
        assertThat(recorded).isBetween(500L, 3_000L);
        JsonNode again = sender.ended(sender.send(bodies("import", table)));
        assertThat(again.path("state").asString()).as("%s", again).isEqualTo("DONE");
        assertThat(again.path("import").asString())
                .isEqualTo(stopped.path("import").asString());
        assertThat(database().size() - before).isEqualTo(3_002);
    }

    @Test
    void aServerThatStopsSaysSoAndTheImportGoesOnWhenTheFileIsSentAgain() {
        Sender sender = sender();
        String table = table(3_000);
        long before = database().size();
        String id = sending(sender, table);
        jobs.stop();
        jobs.start();
        JsonNode stopped = sender.ask(id);
        assertThat(stopped.path("state").asString()).as("%s", stopped).isEqualTo("STOPPED");
        assertThat(stopped.path("sentence").asString())
                .isEqualTo(
                        "The server stopped while it worked on this. Send the same file again: it goes on where it stopped");
        assertThat(files()).isEmpty();
        demandTheRest(sender, table, stopped, before);
    }

    @Test
    void whatAKilledServerLeftIsStoppedAtTheNextStart() throws IOException {
        Sender sender = sender();
        String id =
                sender.ended(sender.send(bodies("check", table(1)))).path("id").asString();
        database().execute("update upload set state = 'SENDING', ended = null where id = '%s'".formatted(id));
        Files.createDirectories(uploads().resolve(id).resolve("files"));
        Files.writeString(uploads().resolve(id).resolve("files/bodies.csv"), "code,name\n");
        jobs.stop();
        jobs.start();
        JsonNode stopped = sender.ask(id);
        assertThat(stopped.path("state").asString()).as("%s", stopped).isEqualTo("STOPPED");
        assertThat(stopped.path("ended").isString()).isTrue();
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileOfAnotherTypeIsRefusedByWhatItIs() {
        Sender sender = sender();
        JsonNode upload = sender.ended(sender.send(bodies("import", "\u0089PNG\r\n\u001a\n")));
        assertThat(upload.path("state").asString()).as("%s", upload).isEqualTo("REFUSED");
        Reply zip = sender.send(bodies("import", "PK\u0003\u0004 and more"));
        assertThat(sender.ended(zip).path("sentence").asString())
                .startsWith("bodies.csv is declared as csv, but by its first bytes it is ");
    }

    @Test
    void aSetThatNamesAMappingOfTheServersDiskIsRefused() {
        Sender sender = sender();
        String set = "set: all\ntables:\n  - {file: bodies.csv, mapping: %s}\n"
                .formatted(uploads().resolveSibling("token-key.json"));
        JsonNode upload = sender.ended(sender.send(new Body()
                .file("file", "bodies.csv", table(1))
                .file("mapping", "all.yaml", set)
                .word("mode", "check")));
        assertThat(upload.path("state").asString()).isEqualTo("REFUSED");
        assertThat(upload.path("sentence").asString()).contains("send it along");
    }

    @Test
    void aMappingIsOneThatShipsOrComesAlongAndNoFileOfTheServer() {
        Reply reply = sender().send(new Body()
                .file("file", "a.csv", table(1))
                .word("mapping", "/etc/passwd")
                .word("mode", "check"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo("BAD_REQUEST_BODY");
        assertThat(reply.error().path("message").asString()).contains("canada/services");
    }

    @Test
    void anUploadOfSomebodyElseIsAnsweredAsOneThatIsNotThere() {
        Sender sender = sender();
        JsonNode upload = sender.ended(sender.send(bodies("check", table(1) + "X-1,\n")));
        assertThat(sender.report(upload, "problems.csv").status()).isEqualTo(200);
        Sender other = sender();
        for (String path : List.of("/imports/%s/problems.csv", "/imports/%s/skipped.csv")) {
            Reply foreign = other.get(path.formatted(upload.path("id").asString()));
            Reply missing = other.get(path.formatted(UUID.randomUUID()));
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.body()).isEqualTo(missing.body());
        }
        for (String asked :
                List.of("{ it: upload(id: \"%s\") { id } }", "mutation { it: stopUpload(id: \"%s\") { id } }")) {
            Reply foreign = other.client().ask(asked.formatted(upload.path("id").asString()));
            assertThat(foreign.at("/it").isNull()).isTrue();
            assertThat(foreign.body())
                    .isEqualTo(other.client()
                            .ask(asked.formatted(UUID.randomUUID()))
                            .body());
        }
        assertThat(progress(other, upload.path("id").asString())).doesNotContain("state");
    }

    @Test
    void onlyRegistrarsUpload() {
        Reply reply = sender("reader", Role.ANALYST, null).send(bodies("check", table(1)));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.errorCode()).isEqualTo("FORBIDDEN");
    }

    @Test
    void withoutATokenNothingIsRead() {
        Reply reply = Client.send(HttpRequest.newBuilder(URI.create(address() + "/imports"))
                .header("Content-Type", Sender.contentType())
                .POST(BodyPublishers.ofByteArray(
                        bodies("check", "a.csv", table(1)).bytes()))
                .build());
        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void aFormOfAnotherTypeIsRefused() {
        Reply reply = Client.send(client().request()
                .uri(URI.create(address() + "/imports"))
                .POST(BodyPublishers.ofString("{}"))
                .build());
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.errorCode()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aConnectionThatIsCutLeavesNothingAndIsNoNews(CapturedOutput output) throws IOException {
        Sender cutter = sender();
        try (Socket socket = cutter.sendNearlyAll(bodies("import", table(20)))) {
            await("it comes in", () -> files().size() == 2 && socket.isConnected());
        }
        await("nothing is left", () -> jobs.turns().taken() == 0 && files().isEmpty());
        assertThat(database()
                        .number("select count(*) from upload where person = 'local:%s'".formatted(cutter.person())))
                .isZero();
        assertThat(output.getAll()).doesNotContain("WARN", "ERROR");
    }

    @Test
    void progressIsToldUntilTheEnd() {
        Sender sender = sender();
        String id = Sender.id(sender.send(bodies("check", table(3))));
        assertThat(progress(sender, id))
                .contains("\"state\":\"CHECKED\",\"rows\":3,\"ofRows\":3")
                .contains("event:complete");
    }

    private static String progress(Sender sender, String id) {
        return Client.send(sender.client()
                        .request()
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString(Client.body(progressOf(id), Map.of())))
                        .build())
                .body();
    }

    private static String progressOf(String id) {
        return "subscription { uploadProgress(id: \"%s\") { state rows ofRows } }".formatted(id);
    }

    @Test
    void progressOverAWebSocketTellsEachStepAndTheEnd() {
        Sender sender = sender();
        String id = Sender.id(sender.send(bodies("import", table(2_000))));
        List<String> states = new ArrayList<>();
        try (var socket = assetledger.api.changes.Socket.accepted(sender.address(), sender.token())) {
            socket.subscribe("1", progressOf(id));
            JsonNode message = socket.next();
            for (; message.path("type").asString().equals("next"); message = socket.next()) {
                states.add(message.at("/payload/data/uploadProgress/state").asString());
            }
            assertThat(message.path("type").asString()).isEqualTo("complete");
        }
        assertThat(states).contains("DONE").hasSizeGreaterThan(1);
    }

    @Test
    void theListHasTheLatestFirstAndGoesOn() {
        Sender lister = sender();
        String first = lister.ended(lister.send(bodies("check", "first.csv", table(1))))
                .path("id")
                .asString();
        String second = lister.ended(lister.send(bodies("check", "second.csv", table(1))))
                .path("id")
                .asString();
        Reply page = lister.client()
                .ask("{ uploads(first: 1) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }", Map.of());
        assertThat(page.at("/uploads/nodes/0/id").asString()).isEqualTo(second);
        assertThat(page.at("/uploads/totalCount").asInt()).isEqualTo(2);
        Reply next = lister.client()
                .ask(
                        "query ($after: String) { uploads(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage } } }",
                        Map.of("after", page.at("/uploads/pageInfo/endCursor").asString()));
        assertThat(next.at("/uploads/nodes/0/id").asString()).isEqualTo(first);
        assertThat(next.at("/uploads/pageInfo/hasNextPage").asBoolean()).isFalse();
    }
}
