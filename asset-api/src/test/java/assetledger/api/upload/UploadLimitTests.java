package assetledger.api.upload;

import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Reply;
import assetledger.api.testing.SecondServer;
import assetledger.api.upload.Sender.Body;
import assetledger.model.Role;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is answered at each limit of uploads, on a server where they are low. */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class UploadLimitTests extends UploadServer {
    private SecondServer low;

    @BeforeAll
    void start() {
        low = second(
                "--assetledger.uploads.slow=6s",
                "--assetledger.uploads.size=200KB",
                "--assetledger.uploads.parts=4",
                "--assetledger.uploads.at-once=1",
                "--assetledger.uploads.waiting=2",
                "--assetledger.uploads.per-day=3");
    }

    @AfterAll
    void stop() {
        low.close();
    }

    /** Somebody of the server with low limits. */
    @Override
    Sender sender() {
        String person = name("limited").replace(' ', '-');
        String token = token(person, Set.of(Role.REGISTRAR), null);
        return new Sender(low.address(), person, token, low.client(token));
    }

    private static void demand(Reply reply, int status, String code, String message) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.errorCode()).isEqualTo(code);
        assertThat(reply.error().path("message").asString()).contains(message);
    }

    @Test
    void whoSendsTooSlowlyIsToldSoAndNothingOfItIsKept(CapturedOutput output) throws IOException {
        try (Socket socket = sender().sendNearlyAll(bodies("import", table(20)))) {
            socket.setSoTimeout(30_000);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"TIMEOUT\"", "Less than 30 KB came in 6 s");
        }
        await("nothing is left of it", () -> files().isEmpty());
        assertThat(output.getAll()).doesNotContain("WARN", "ERROR");
    }

    @Test
    void anUploadThatIsTooLargeIsRefusedByWhatItSaysAndByWhatComes() {
        Body body = bodies("check", "x".repeat(300_000));
        demand(sender().send(body), 413, "PAYLOAD_TOO_LARGE", "split the table");
        demand(
                sender().sendInPieces(bodies("check", "x".repeat(300_000))),
                413,
                "PAYLOAD_TOO_LARGE",
                "split the table");
        await("nothing is left of it", () -> files().isEmpty());
    }

    @Test
    void anUploadOfTooManyPartsIsRefused() {
        Body body = bodies("check", table(1)).word("skipBadRows", "true").word("mode", "check");
        demand(sender().send(body), 413, "PAYLOAD_TOO_LARGE", "4 parts");
    }

    @Test
    void aThirdUploadOfOnePersonWaitsAndSoDoesWhoComesWhenAllPlacesAreTaken() throws IOException {
        Sender one = sender();
        Sender other = sender();
        try (Socket first = one.sendNearlyAll(bodies("check", table(9)));
                Socket second = one.sendNearlyAll(bodies("check", table(9)))) {
            await("two uploads come in", () -> files().size() == 4);
            Reply third = one.send(bodies("check", table(1)));
            demand(third, 429, "RATE_LIMITED", "2 uploads of yours are under way");
            assertThat(third.headers().firstValue("Retry-After")).contains("5");
            try (Socket last = other.sendNearlyAll(bodies("check", table(9)))) {
                await("three uploads come in", () -> files().size() == 6);
                demand(sender().send(bodies("check", table(1))), 429, "RATE_LIMITED", "3 uploads are under way here");
                assertThat(last.isConnected()).isTrue();
            }
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
        await("the places are free", () -> files().isEmpty());
        assertThat(one.ended(one.send(bodies("check", table(1)))).path("state").asString())
                .isEqualTo("CHECKED");
    }

    @Test
    void afterTheQuotaOfADayTheNextMomentIsTold() {
        Sender sender = sender();
        for (int upload = 0; upload < 3; upload++) {
            sender.ended(sender.send(bodies("check", table(1))));
        }
        database()
                .execute("update upload set received = received - interval '23 hours' where person = 'local:%s'"
                        .formatted(sender.person()));
        Reply refused = sender.send(bodies("check", table(1)));
        demand(refused, 429, "RATE_LIMITED", "You have sent 3 uploads in 24 hours; you may send the next from ");
        assertThat(Duration.ofMillis(
                        refused.error().at("/extensions/retryAfterMs").asLong()))
                .isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
        database()
                .execute("update upload set received = received - interval '1 hour' where person = 'local:%s'"
                        .formatted(sender.person()));
        assertThat(sender.send(bodies("check", table(1))).status()).isEqualTo(202);
    }
}
