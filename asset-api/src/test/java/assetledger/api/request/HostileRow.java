package assetledger.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of the list of hostile input that the project keeps, by its number there: what is sent to break something is
 * answered with a code and a sentence, at once.
 * @param code of the first error or problem; empty where the request is fine
 * @param says what the answer must hold
 */
record HostileRow(String number, Function<HostileRequests, Reply> send, int status, String code, String says) {
    static final String OK = "";

    private static final long LONGEST_MS = 1_000;
    private static final int LARGEST_BYTES = 4_096;
    private static final Pattern PROBLEM = Pattern.compile("\"code\":\"([A-Z_]+)\"");

    static HostileRow row(String number, int status, String code, String says, Function<HostileRequests, Reply> send) {
        return new HostileRow(number, send, status, code, says);
    }

    @Override
    public String toString() {
        return number + " " + code;
    }

    /** Sends it, and looks at what comes back. */
    void check(Client client) {
        HostileRequests to = new HostileRequests(client);
        long start = System.nanoTime();
        Reply reply = send().apply(to);
        long tookMs = (System.nanoTime() - start) / 1_000_000;
        if (tookMs >= LONGEST_MS) {
            // The first time that anything is asked everything is slow; hostile input would be slow again.
            start = System.nanoTime();
            reply = send().apply(to);
            tookMs = (System.nanoTime() - start) / 1_000_000;
        }
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(code(reply)).as(reply.body()).isEqualTo(code());
        assertThat(reply.body()).contains(says()).doesNotContainIgnoringCase("did you mean");
        assertThat(reply.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LARGEST_BYTES);
        assertThat(reply.json().path("errors")).hasSizeLessThanOrEqualTo(5);
        assertThat(tookMs).as("ms").isLessThan(LONGEST_MS);
        if (reply.status() == 405) {
            assertThat(reply.headers().firstValue("Allow")).hasValue("POST");
        } else if (code().equals("UNSUPPORTED_MEDIA_TYPE")) {
            assertThat(reply.headers().firstValue("Accept-Post")).hasValue("application/json");
        }
    }

    /** The code of the first error; of the first problem where there is no error; empty where there is neither. */
    private static String code(Reply reply) {
        Matcher problem = PROBLEM.matcher(reply.body());
        return reply.errorCode().isEmpty() && problem.find() ? problem.group(1) : reply.errorCode();
    }
}
