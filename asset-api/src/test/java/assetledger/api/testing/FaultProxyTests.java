package assetledger.api.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultProxyTests {
    private static final int LONG_ENOUGH_MS = 300;

    private final ServerSocket echo;
    private final FaultProxy proxy;

    FaultProxyTests() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.before(echo.getLocalPort());
        Thread thread = new Thread(this::echoAll);
        thread.setDaemon(true);
        thread.start();
    }

    private void echoAll() {
        try {
            while (true) {
                Socket taken = echo.accept();
                Thread thread = new Thread(() -> echo(taken));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void echo(Socket taken) {
        try (taken) {
            taken.getInputStream().transferTo(taken.getOutputStream());
        } catch (IOException broken) {
            // As many of these connections are to be.
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(LONG_ENOUGH_MS);
        return socket;
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(US_ASCII));
    }

    private static String hear(Socket socket, int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), US_ASCII);
    }

    private static String exchange(Socket socket, String words) throws IOException {
        socket.setSoTimeout(10_000);
        say(socket, words);
        return hear(socket, words.length());
    }

    @Test
    void passesBytesBothWaysWhereNothingIsWrong() throws IOException {
        String much = "0123456789".repeat(10_000);
        try (Socket client = connect()) {
            assertThat(exchange(client, much)).isEqualTo(much);
            assertThat(proxy.open()).isEqualTo(1);
        }
    }

    @Test
    void whatFellIntoABlackHoleNeverArrives() throws IOException {
        try (Socket client = connect()) {
            proxy.both(Fault.blackHole());
            say(client, "lost");
            assertThatThrownBy(() -> hear(client, 1)).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            assertThat(exchange(client, "here")).isEqualTo("here");
        }
    }

    @Test
    void whatWaitsForACableArrivesWhenItIsBack() throws IOException {
        try (Socket client = connect()) {
            proxy.both(Fault.pulledCable());
            say(client, "late");
            assertThatThrownBy(() -> hear(client, 1)).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            assertThat(hear(client, 4)).isEqualTo("late");
        }
    }

    @Test
    void aResetBreaksWhatIsOpenAndLetsNewOnesIn() throws IOException {
        try (Socket client = connect();
                Socket next = connect()) {
            exchange(client, "open");
            proxy.reset();
            assertThatThrownBy(() -> hear(client, 1)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> exchange(next, "gone too")).isInstanceOf(SocketException.class);
            try (Socket fresh = connect()) {
                assertThat(exchange(fresh, "new")).isEqualTo("new");
            }
        }
    }

    @Test
    void aCutLetsNobodyInUntilItIsHealed() throws IOException {
        proxy.cut();
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        proxy.heal();
        try (Socket client = connect()) {
            assertThat(exchange(client, "back")).isEqualTo("back");
        }
    }

    @Test
    void aHalfClosedConnectionSaysThatNothingMoreComes() throws IOException {
        try (Socket client = connect()) {
            exchange(client, "open");
            proxy.halfClose();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void delaysBytesAndLimitsHowManyPass() throws IOException {
        try (Socket client = connect()) {
            proxy.towardsClient(Fault.delay(Duration.ofMillis(200)));
            assertThat(nanosOf(client, "late"))
                    .isGreaterThan(Duration.ofMillis(200).toNanos());
            proxy.towardsClient(Fault.rate(1_000));
            assertThat(nanosOf(client, "x".repeat(500)))
                    .isGreaterThan(Duration.ofMillis(400).toNanos());
        }
    }

    private static long nanosOf(Socket client, String words) throws IOException {
        long begin = System.nanoTime();
        assertThat(exchange(client, words)).isEqualTo(words);
        return System.nanoTime() - begin;
    }

    @Test
    void sendsEveryByteAlone() throws IOException, InterruptedException {
        try (Socket client = connect()) {
            proxy.towardsClient(Fault.slices());
            assertThat(exchange(client, "sliced")).isEqualTo("sliced");
        }
    }

    @Test
    void flipsOneBitOfOneByteOnce() throws IOException {
        try (Socket client = connect()) {
            proxy.towardsClient(Fault.flip(2));
            assertThat(exchange(client, "abcd")).isEqualTo("abCd");
            assertThat(exchange(client, "abcd")).isEqualTo("abcd");
        }
    }

    @Test
    void aConnectionFallsSilentAtAPatternThatComesInTwoParts() throws IOException {
        try (Socket client = connect();
                Socket other = connect()) {
            proxy.towardsClient(Fault.silenceFrom("COMMIT"));
            assertThat(exchange(client, "before ")).isEqualTo("before ");
            assertThat(exchange(client, "COM")).isEqualTo("COM");
            say(client, "MIT and after");
            client.setSoTimeout(LONG_ENOUGH_MS);
            assertThatThrownBy(() -> hear(client, 1)).isInstanceOf(SocketTimeoutException.class);
            assertThat(exchange(other, "COMMIT"))
                    .as("only the first is silenced")
                    .isEqualTo("COMMIT");
        }
    }
}
