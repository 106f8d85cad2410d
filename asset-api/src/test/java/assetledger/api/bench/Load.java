package assetledger.api.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Clients that each send the next request when the last is answered, for a while. */
final class Load {
    /** Nobody waits longer for an answer; who does is counted among those turned away. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final double TICKS_PER_SECOND = 100;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Load() {}

    /**
     * What came of it.
     * @param latencies in nanoseconds, ascending, of the requests that were answered 200
     * @param turnedAway how many were answered otherwise
     * @param cpuSeconds of the processes that were watched
     */
    @SuppressWarnings("ArrayRecordComponent") // Millions of numbers, which nobody compares.
    record Result(long[] latencies, long turnedAway, double cpuSeconds, double seconds) {
        double millis(double quantile) {
            return latencies.length == 0
                    ? Double.NaN
                    : latencies[(int) Math.min(latencies.length - 1L, Math.round(quantile * latencies.length))] / 1e6;
        }

        double perSecond() {
            return latencies.length / seconds;
        }

        /** Of all watched processes, for one request. */
        double cpuMillis() {
            return cpuSeconds * 1e3 / Math.max(1, latencies.length);
        }

        static Result join(List<Result> parts) {
            return new Result(
                    parts.stream()
                            .flatMapToLong(part -> LongStream.of(part.latencies))
                            .sorted()
                            .toArray(),
                    parts.stream().mapToLong(Result::turnedAway).sum(),
                    parts.stream().mapToDouble(Result::cpuSeconds).sum(),
                    parts.stream().mapToDouble(Result::seconds).sum());
        }
    }

    static Result run(int clients, Duration time, Supplier<List<ProcessHandle>> watched, Supplier<HttpRequest> requests)
            throws InterruptedException, ExecutionException, IOException {
        return run(clients, time, Duration.ZERO, watched, requests);
    }

    /**
     * Sends.
     * @param watched asked before and after, since an engine may begin processes meanwhile
     * @param pause of each client between two requests
     */
    static Result run(
            int clients,
            Duration time,
            Duration pause,
            Supplier<List<ProcessHandle>> watched,
            Supplier<HttpRequest> requests)
            throws InterruptedException, ExecutionException, IOException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        double before = cpu(watched.get());
        long begin = System.nanoTime();
        List<Callable<Result>> work = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            work.add(() -> client(begin + time.toNanos(), pause, requests));
        }
        List<Result> parts = new ArrayList<>();
        for (Future<Result> part : threads.invokeAll(work)) {
            parts.add(part.get());
        }
        threads.shutdown();
        Result joined = Result.join(parts);
        return new Result(
                joined.latencies(),
                joined.turnedAway(),
                cpu(watched.get()) - before,
                (System.nanoTime() - begin) / 1e9);
    }

    private static Result client(long end, Duration pause, Supplier<HttpRequest> requests)
            throws IOException, InterruptedException {
        long[] latencies = new long[1024];
        int answered = 0;
        long turnedAway = 0;
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            if (status(requests.get()) == 200) {
                if (answered == latencies.length) {
                    latencies = Arrays.copyOf(latencies, answered * 2);
                }
                latencies[answered++] = System.nanoTime() - begin;
            } else {
                turnedAway++;
            }
            if (!pause.isZero()) {
                Thread.sleep(pause.toMillis());
            }
        }
        return new Result(Arrays.copyOf(latencies, answered), turnedAway, 0, 0);
    }

    private static int status(HttpRequest request) throws IOException, InterruptedException {
        try {
            return HTTP.send(request, BodyHandlers.ofString()).statusCode();
        } catch (HttpTimeoutException late) {
            return 0;
        }
    }

    static String body(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError("HTTP %d %s".formatted(response.statusCode(), response.body()));
        }
        return response.body();
    }

    /** User and system time of processes so far, in seconds, as Linux counts it. */
    static double cpu(List<ProcessHandle> processes) throws IOException {
        double ticks = 0;
        for (ProcessHandle process : processes) {
            try {
                String line = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
                String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
                ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            } catch (IOException ended) {
                if (process.isAlive()) {
                    throw ended;
                }
            }
        }
        return ticks / TICKS_PER_SECOND;
    }
}
