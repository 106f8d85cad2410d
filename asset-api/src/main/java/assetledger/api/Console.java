package assetledger.api;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Where commands speak: results to the one stream, and what happens meanwhile to the other. */
final class Console {
    static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    static final PrintStream NOTES = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static long said = System.nanoTime();

    private Console() {}

    static void say(String progress) {
        NOTES.println(progress);
    }

    /** How far a long work is, once a second at most. */
    static synchronized void progress(String sentence) {
        if (System.nanoTime() - said >= PAUSE.toNanos()) {
            said = System.nanoTime();
            say(sentence);
        }
    }
}
