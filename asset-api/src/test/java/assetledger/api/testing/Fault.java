package assetledger.api.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What becomes of the bytes that a {@link FaultProxy} has read from one side, on their way to the other. */
public interface Fault {
    /**
     * Passes bytes on, sooner or later or never.
     * @param connection whose bytes these are, counted from 1
     */
    void pass(int connection, byte[] bytes, OutputStream to) throws IOException, InterruptedException;

    /** Another fault takes the place of this one. */
    default void end() {}

    /** Nothing is wrong. */
    static Fault none() {
        return (connection, bytes, to) -> to.write(bytes);
    }

    /** Like a computer that has forgotten its connections: what comes is taken, and goes nowhere, for ever. */
    static Fault blackHole() {
        return (connection, bytes, to) -> {};
    }

    /** Like a cable that is pulled and put back: all arrives, once this fault ends. */
    static Fault pulledCable() {
        CountDownLatch back = new CountDownLatch(1);
        return new Fault() {
            @Override
            public void pass(int connection, byte[] bytes, OutputStream to) throws IOException, InterruptedException {
                back.await();
                to.write(bytes);
            }

            @Override
            public void end() {
                back.countDown();
            }
        };
    }

    /** All arrives so much later. */
    static Fault delay(Duration time) {
        return (connection, bytes, to) -> {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
            to.write(bytes);
        };
    }

    /** All connections in this direction together get no more than so much through. */
    static Fault rate(int bytesPerSecond) {
        AtomicLong free = new AtomicLong(System.nanoTime());
        return (connection, bytes, to) -> {
            for (int from = 0; from < bytes.length; from += bytesPerSecond) {
                byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + bytesPerSecond));
                long takes = part.length * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
                long done = free.updateAndGet(before -> Math.max(before, System.nanoTime()) + takes);
                TimeUnit.NANOSECONDS.sleep(done - System.nanoTime());
                to.write(part);
            }
        };
    }

    /** Every byte is a packet of its own. */
    static Fault slices() {
        return (connection, bytes, to) -> {
            for (byte one : bytes) {
                to.write(one);
                to.flush();
            }
        };
    }

    /** One bit of the next byte but so many is wrong, once. */
    static Fault flip(int bytesBefore) {
        AtomicInteger left = new AtomicInteger(bytesBefore);
        return (connection, bytes, to) -> {
            int at = left.getAndAdd(-bytes.length);
            if (at >= 0 && at < bytes.length) {
                bytes[at] ^= 0x20;
            }
            to.write(bytes);
        };
    }

    /** The first connection on which a pattern comes by falls silent: what ends it does not arrive, nor what follows. */
    static Fault silenceFrom(String pattern) {
        return new Fault() {
            private final Map<Integer, String> tails = new HashMap<>();
            private int silent;

            @Override
            public synchronized void pass(int connection, byte[] bytes, OutputStream to) throws IOException {
                String seen = tails.getOrDefault(connection, "") + new String(bytes, ISO_8859_1);
                tails.put(connection, seen.substring(Math.max(0, seen.length() - pattern.length())));
                if (silent == 0 && seen.contains(pattern)) {
                    silent = connection;
                }
                if (connection != silent) {
                    to.write(bytes);
                }
            }
        };
    }
}
