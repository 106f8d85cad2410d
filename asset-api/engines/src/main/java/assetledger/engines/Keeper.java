package assetledger.engines;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one engine running: starts it, starts it again when it dies, and stops it when asked to. */
final class Keeper {
    private static final Duration POLL = Duration.ofMillis(10);

    /** An engine that ran for this long before it died begins a new series of deaths. */
    private static final Duration CALM = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** An engine that never came up is given up after so many tries, over six seconds of pauses: longer than a dead PostgreSQL can stand in the way of the next. */
    private static final int FIRST_TRIES = 6;

    /** After this long an engine that was asked to stop is killed; both recover from that at the next start. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Engine engine;
    private final Consumer<String> progress;
    private final Thread thread;

    private boolean stopping; // these four are guarded by this
    private boolean ready;
    private @Nullable Process process;
    private @Nullable EnginesException failure;

    Keeper(Engine engine, Consumer<String> progress) {
        this.engine = engine;
        this.progress = progress;
        this.thread = new Thread(this::keep, "engine-" + engine.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns when clients can use the engine; also after it died, when it is back. */
    synchronized void awaitReady(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready) {
            if (failure != null) {
                throw new EnginesException(String.valueOf(failure.getMessage()), failure);
            }
            long left = deadline - System.nanoTime();
            if (stopping || left <= 0) {
                throw new EnginesException(
                        stopping
                                ? "%s is being stopped.".formatted(engine.name())
                                : "%s is not ready after %d s. %s"
                                        .formatted(engine.name(), limit.toSeconds(), ending()));
            }
            try {
                NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EnginesException("The wait for %s was interrupted.".formatted(engine.name()), e);
            }
        }
    }

    private String ending() {
        return "Its log %s ends so:%n%s"
                .formatted(engine.log().file(), engine.log().tail());
    }

    private void keep() {
        try {
            long begin = System.nanoTime();
            engine.prepare();
            int deaths = 0;
            boolean everReady = false;
            while (true) {
                long launched = System.nanoTime();
                Process current = launch();
                if (current == null) {
                    return;
                }
                if (awaitAnswer(current)) {
                    say("%s is ready after %s s."
                            .formatted(engine.name(), tenths(secondsSince(everReady ? launched : begin))));
                    everReady = true;
                }
                int status = current.waitFor();
                if (!died()) {
                    return;
                }
                deaths = secondsSince(launched) > CALM.toSeconds() ? 1 : deaths + 1;
                if (!everReady && deaths == FIRST_TRIES) {
                    throw new EnginesException(
                            "%s does not start: tried %d times. %s".formatted(engine.name(), deaths, ending()));
                }
                pause(deaths, status);
            }
        } catch (InterruptedException e) {
            // Only stop() interrupts this thread, and only to end it.
        } catch (EnginesException e) {
            fail(e);
        } catch (IOException | RuntimeException e) {
            fail(new EnginesException("%s cannot be run: %s".formatted(engine.name(), e), e));
        }
    }

    /** Nothing once the engine is to be stopped: the same lock as in {@link #stop} sees to it that no engine starts behind its back. */
    private synchronized @Nullable Process launch() throws IOException, InterruptedException {
        if (stopping) {
            return null;
        }
        engine.stopOrphans();
        process = engine.launch();
        return process;
    }

    private boolean awaitAnswer(Process current) throws InterruptedException {
        while (current.isAlive()) {
            if (engine.answers(current)) {
                synchronized (this) {
                    ready = !stopping;
                    notifyAll();
                    return ready;
                }
            }
            Thread.sleep(POLL.toMillis());
        }
        return false;
    }

    private synchronized boolean died() {
        ready = false;
        return !stopping;
    }

    private void pause(int deaths, int status) throws InterruptedException {
        long pause = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(deaths - 1, 16));
        say("%s ended by itself with status %d; it is started again in %s s. Its log is %s."
                .formatted(
                        engine.name(), status, tenths(pause / 1e3), engine.log().file()));
        Thread.sleep(pause);
    }

    private synchronized void fail(EnginesException e) {
        if (!stopping) {
            failure = e;
            notifyAll();
            say(String.valueOf(e.getMessage()));
        }
    }

    /** Whatever the listener throws is its own affair: the engine is kept all the same. */
    private void say(String sentence) {
        try {
            progress.accept(sentence);
        } catch (RuntimeException e) {
            System.getLogger(Keeper.class.getName()).log(System.Logger.Level.WARNING, sentence, e);
        }
    }

    /** With a point in every locale: the sentences are English. */
    private static String tenths(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    /** Returns when the engine has ended. An interrupt does not cut the wait short, since the engine still writes, but is kept for the caller. */
    void stop() {
        Process last;
        synchronized (this) {
            stopping = true;
            ready = false;
            last = process;
            notifyAll();
        }
        thread.interrupt();
        if (last != null && last.isAlive()) {
            engine.askToStop(last.toHandle());
        }
        boolean interrupted = false;
        while (true) {
            try {
                if (last != null) {
                    CommandLine.awaitEnd(last.toHandle(), STOP_LIMIT);
                }
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
