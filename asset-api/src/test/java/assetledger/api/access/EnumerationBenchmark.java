package assetledger.api.access;

import static assetledger.api.testing.Registrar.byId;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.Policy.Relation;
import assetledger.api.access.Policy.Who;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever guesses ids cannot tell by the time of the answer what is another's and restricted from what is missing. */
@Tag("bench")
class EnumerationBenchmark extends WatchedServer {
    private static final int WARM_UP = 300;
    private static final int SAMPLES = Integer.getInteger("bench.samples", 300);
    private static final int ROUNDS = 3;
    /** Two samples of one distribution lie further apart once in a thousand times. */
    private static final double FAR_APART = 3.29;
    /** Keeps below what one client may ask in a second. */
    private static final Duration PAUSE = Duration.ofMillis(4);

    static Stream<String> questions() {
        return Stream.of(
                "{ node(id: \"%s\") { id } }",
                "{ record(kind: TECHNICAL_ASSET, ref: {id: \"%s\"}) { id } }",
                "{ spendingTrace(record: \"%s\") { withheld } }",
                "revise");
    }

    @MethodSource("questions")
    @ParameterizedTest
    void theTimeOfAnAnswerDoesNotTell(String question) {
        Asker asker = as(Who.REGISTRAR);
        Consumer<String> ask = question.equals("revise")
                ? id -> asker.command("revise", revision(id), true)
                : id -> asker.send(question.formatted(id));
        String foreign = holdings().id("TechnicalAsset", Relation.FOREIGN_RESTRICTED);
        String missing = UUID.randomUUID().toString();
        IntStream.range(0, WARM_UP).forEach(i -> ask.accept(i % 2 == 0 ? foreign : missing));
        List<Double> apart = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Long> ofForeign = new ArrayList<>();
            List<Long> ofMissing = new ArrayList<>();
            for (int i = 0; i < SAMPLES; i++) {
                // Neither always comes after the other.
                boolean first = i % 2 == 0;
                (first ? ofForeign : ofMissing).add(nanoseconds(ask, first ? foreign : missing));
                (first ? ofMissing : ofForeign).add(nanoseconds(ask, first ? missing : foreign));
            }
            apart.add(Math.abs(apart(ofForeign, ofMissing)));
            System.out.printf(
                    "%s: foreign %.3f ms, missing %.3f ms (medians of %d), apart by %.2f deviations%n",
                    question, median(ofForeign), median(ofMissing), SAMPLES, apart.get(round));
        }
        assertThat(Collections.min(apart)).isLessThan(FAR_APART);
    }

    private static Map<String, Object> revision(String id) {
        return Map.of(
                "record", byId(id), "expectedVersion", 1, "changes", Map.of("system", Map.of("purpose", "Other")));
    }

    private static long nanoseconds(Consumer<String> ask, String id) {
        LockSupport.parkNanos(PAUSE.toNanos());
        long start = System.nanoTime();
        ask.accept(id);
        return System.nanoTime() - start;
    }

    /**
     * By how many standard deviations the ranks of the first sample differ from what they would be were both of one
     * distribution: the test of Mann and Whitney.
     */
    private static double apart(List<Long> one, List<Long> other) {
        double wins = one.stream()
                .mapToDouble(value -> other.stream()
                        .mapToDouble(against -> value < against ? 0 : value > against ? 1 : 0.5)
                        .sum())
                .sum();
        double n = one.size();
        double m = other.size();
        return (wins - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
    }

    private static double median(List<Long> sample) {
        return sample.stream()
                        .flatMapToLong(LongStream::of)
                        .sorted()
                        .skip(sample.size() / 2)
                        .findFirst()
                        .orElseThrow()
                / 1e6;
    }
}
