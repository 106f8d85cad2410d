package assetledger.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** The one network interface the engines listen on. */
final class Loopback {
    static final String HOST = "127.0.0.1";

    private static final int HIGHEST_PORT = 65535;
    private static final int PROBE_MILLIS = 2000;
    private static final int BOLT_MAGIC = 0x6060B017;

    private Loopback() {}

    static boolean isFree(int port) {
        if (port < 1 || port > HIGHEST_PORT) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            // As the engines do it: connections that ended a moment ago do not count as somebody listening.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, address())) {
            return socket.getLocalPort();
        }
    }

    /** Whether somebody on this port agrees on a version of Bolt. Neo4j opens the port only when its databases can be used. */
    static boolean speaksBolt(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address(), port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            ByteBuffer hello = ByteBuffer.allocate(20).putInt(BOLT_MAGIC).putInt(0x00080805);
            socket.getOutputStream().write(hello.array());
            byte[] version = socket.getInputStream().readNBytes(Integer.BYTES);
            return version.length == Integer.BYTES && ByteBuffer.wrap(version).getInt() != 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress address() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
